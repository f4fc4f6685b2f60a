package io.sluice.log.writer;

import java.time.Duration;

/**
 * How a node takes part in the ledger.
 *
 * @param owner whether it writes (a command node) or only reads (a projection node)
 * @param guardInterval at most this long a confirmed position waits before it is guarded
 * @param startDeadline for reaching the log and opening it
 */
public record LedgerNodeSettings(
        boolean owner, WriterSettings writer, Duration guardInterval, Duration startDeadline) {

    public static LedgerNodeSettings ofOwner() {
        return new LedgerNodeSettings(
                true, WriterSettings.DEFAULT, Duration.ofMillis(50), Duration.ofSeconds(30));
    }

    public static LedgerNodeSettings ofReader() {
        return new LedgerNodeSettings(
                false, WriterSettings.DEFAULT, Duration.ofMillis(50), Duration.ofSeconds(30));
    }
}
