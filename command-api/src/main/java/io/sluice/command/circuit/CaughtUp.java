package io.sluice.command.circuit;

import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Which partitions the board has seen to their end, once in this life of the node. Before that, a
 * pause that it does not know may stand all the same, so whoever asks what is paused gets no answer
 * rather than "nothing".
 */
public final class CaughtUp {

    private static final int RETRY_SECONDS = 1;

    private final LogPort log;

    CaughtUp(LogPort log) {
        this.log = log;
    }

    /** Whether the partition is served now. */
    boolean isServed(int partition) {
        return log.isServed(partition);
    }

    /** Whether all partitions are served now, so that nothing of them can be missed. */
    public boolean servesAll() {
        return IntStream.range(0, log.reader().partitions()).allMatch(log::isServed);
    }

    /** The partitions that were not read yet. */
    List<Integer> missing() {
        return IntStream.range(0, log.reader().partitions())
                .filter(partition -> !log.wasRead(partition))
                .boxed()
                .toList();
    }

    /**
     * @throws RefusedException {@code store-unavailable} while the board lacks a partition
     */
    public void require() {
        List<Integer> missing = missing();
        if (!missing.isEmpty()) {
            throw unavailable("This node has not read all partitions yet: " + missing + ".");
        }
    }

    static RefusedException unavailable(String detail) {
        return new RefusedException(
                ErrorCode.STORE_UNAVAILABLE, detail, Map.of(), Optional.of(RETRY_SECONDS));
    }
}
