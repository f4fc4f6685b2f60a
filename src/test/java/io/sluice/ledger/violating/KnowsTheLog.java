package io.sluice.ledger.violating;

import io.sluice.log.LogPosition;

record KnowsTheLog(LogPosition position) {}
