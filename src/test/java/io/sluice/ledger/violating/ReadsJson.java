package io.sluice.ledger.violating;

import tools.jackson.core.JsonParser;

record ReadsJson(JsonParser parser) {}
