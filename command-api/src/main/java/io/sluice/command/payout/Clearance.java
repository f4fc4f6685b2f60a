package io.sluice.command.payout;

import java.util.concurrent.CompletableFuture;

/**
 * Whether one instruction may leave. A node can be stopped at any instruction and go on a minute
 * later, when a person or another node has long decided otherwise; so whoever sends asks right
 * before, and each time.
 */
@FunctionalInterface
public interface Clearance {

    /**
     * True where the ledger said only a moment ago that the withdrawal is released and nobody
     * doubts it, and {@code notAfter} has not come. False means never again: it is too late, or it
     * has been decided otherwise. Fails where that cannot be found out now. Completes on any
     * thread.
     */
    CompletableFuture<Boolean> mayLeave();
}
