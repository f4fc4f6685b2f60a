package io.sluice.command;

import io.sluice.command.circuit.LogPort;
import io.sluice.log.LedgerReader;
import io.sluice.log.LogPosition;
import io.sluice.log.writer.Barriers;
import io.sluice.log.writer.LedgerNode;

/** What the circuit needs of the node. */
record NodeLog(LedgerNode node) implements LogPort {

    @Override
    public LedgerReader reader() {
        return node;
    }

    @Override
    public boolean isServed(int partition) {
        return node.writer(partition).state().isTrusted();
    }

    @Override
    public boolean wasRead(int partition) {
        return node.wasRead(partition);
    }

    @Override
    public Barriers barriers(int partition) {
        return node.barriers(partition);
    }

    @Override
    public void writeGuard(LogPosition entry) {
        node.writeGuard(entry);
    }

    @Override
    public void writeGuardSoon(LogPosition entry) {
        node.writeGuardSoon(entry);
    }
}
