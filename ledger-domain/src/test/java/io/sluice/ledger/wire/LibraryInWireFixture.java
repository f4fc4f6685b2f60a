package io.sluice.ledger.wire;

import org.awaitility.core.ConditionFactory;

/** What the architecture rules must catch: another library than Jackson in this package. */
record LibraryInWireFixture(ConditionFactory await) {}
