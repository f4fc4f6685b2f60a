package io.sluice.command.payout;

import java.time.Duration;

/**
 * Bounds of the releasers.
 *
 * @param batch most withdrawals that one entry releases
 * @param mostOpen withdrawals that are neither gone nor back, shared evenly among all partitions;
 *     beyond it none may be requested. Each stands in the heap of every node until then, and what
 *     holds it back, a pause or a rail that does not answer, may last
 * @param mostUnanswered per partition: released ones that the rail has not taken yet
 * @param instructionValidity from the release to {@code notAfter}
 * @param clockSkew by how much a rail's clock may differ from ours
 * @param pace between two looks at a queue
 * @param fresh for how long it is relied on that the ledger has a withdrawal as released; a node
 *     that was stopped for longer asks again before it hands over
 * @param handAgainAfter how old a release that no rail has answered is when it is handed again,
 *     where the rail deduplicates
 */
public record PayoutSettings(
        int batch,
        long mostOpen,
        int mostUnanswered,
        Duration instructionValidity,
        Duration clockSkew,
        Duration pace,
        Duration fresh,
        Duration handAgainAfter) {

    public static final PayoutSettings STANDARD =
            new PayoutSettings(
                    100,
                    mostOpenIn(Runtime.getRuntime().maxMemory()),
                    5_000,
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(1),
                    Duration.ofMillis(10),
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(1));

    /** What an open withdrawal takes in the heap at most, with the longest texts. */
    private static final long OPEN_BYTES = 3L << 10;

    private static final long HEAP_SHARE = 2;

    /**
     * @throws IllegalArgumentException where none may be open
     */
    public PayoutSettings {
        if (mostOpen < 1) {
            throw new IllegalArgumentException(
                    "sluice.payout.most-open must be at least 1, and is " + mostOpen);
        }
    }

    /** As many as take half of a heap. */
    static long mostOpenIn(long heapBytes) {
        return Math.max(1, heapBytes / HEAP_SHARE / OPEN_BYTES);
    }
}
