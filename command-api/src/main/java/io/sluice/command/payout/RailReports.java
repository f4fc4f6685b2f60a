package io.sluice.command.payout;

import java.util.concurrent.CompletableFuture;

/**
 * What a rail tells. Each future completes once the ledger has recorded it, or knows better; it
 * does not fail for want of the log, but is tried again.
 */
public interface RailReports {

    CompletableFuture<Void> submitted(Instruction instruction, String railReference);

    CompletableFuture<Void> settled(Instruction instruction, String transaction);

    /** Refused for good: nothing was sent and nothing ever will be. */
    CompletableFuture<Void> refused(Instruction instruction, String reason);

    /** Nobody can say whether it was sent. */
    CompletableFuture<Void> unknown(Instruction instruction, String reason);
}
