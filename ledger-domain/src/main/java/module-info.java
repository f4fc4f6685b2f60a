/** The ledger's domain: what may happen to money, decided purely. */
module io.sluice.ledger {
    requires static transitive org.jspecify;
    // For package wire alone; an architecture test holds that.
    requires tools.jackson.core;

    exports io.sluice.ledger.account;
    exports io.sluice.ledger.approval;
    exports io.sluice.ledger.circuit;
    exports io.sluice.ledger.command;
    exports io.sluice.ledger.event;
    exports io.sluice.ledger.id;
    exports io.sluice.ledger.money;
    exports io.sluice.ledger.posting;
    exports io.sluice.ledger.reads;
    exports io.sluice.ledger.refusal;
    exports io.sluice.ledger.wire;
    exports io.sluice.ledger.withdrawal;
}
