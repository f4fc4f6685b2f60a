package io.sluice.command.circuit;

import io.sluice.log.LedgerReader;
import io.sluice.log.LogPosition;
import io.sluice.log.writer.Barriers;

/** What the circuit needs of the log beside commands. */
public interface LogPort {

    LedgerReader reader();

    /** Whether this node has read the partition to its end and serves it now. */
    boolean isServed(int partition);

    /** Whether this node has read the partition to its end once, whatever became of it since. */
    boolean wasRead(int partition);

    Barriers barriers(int partition);

    /** Guards the confirmed entry, or a later one, now; throws where it cannot. */
    void writeGuard(LogPosition entry);

    /** As {@link #writeGuard}, beside the caller: never blocks, never throws. */
    void writeGuardSoon(LogPosition entry);
}
