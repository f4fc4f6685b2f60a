package io.sluice.command.circuit;

import io.sluice.log.LedgerReader;
import io.sluice.log.writer.Barriers;

/** What the circuit needs of the log beside commands. */
public interface LogPort {

    LedgerReader reader();

    /** Whether this node has read the partition to its end and serves it now. */
    boolean isServed(int partition);

    /** Whether this node has read the partition to its end once, whatever became of it since. */
    boolean wasRead(int partition);

    Barriers barriers(int partition);

    /** Guards the partition's last confirmed entry now; throws where it cannot. */
    void writeGuard(int partition);
}
