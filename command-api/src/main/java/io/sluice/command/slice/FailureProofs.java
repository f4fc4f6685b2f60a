package io.sluice.command.slice;

import io.sluice.ledger.withdrawal.WithdrawalState;
import java.time.Instant;

/**
 * Whether a report of failure proves that nothing was sent and nothing ever will be: the rail has
 * refused the instruction for good, or it honours {@code notAfter} and that has passed. Called on
 * partition loops: must not block.
 */
@FunctionalInterface
public interface FailureProofs {

    boolean isProof(WithdrawalState withdrawal, Instant now);
}
