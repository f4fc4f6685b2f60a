package io.sluice.ledger.wire;

/** On whose word a resumption rests, as the wire says it. */
enum Authority {
    PEOPLE,
    BREAK_GLASS
}
