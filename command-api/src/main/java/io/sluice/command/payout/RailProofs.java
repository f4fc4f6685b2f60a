package io.sluice.command.payout;

import io.sluice.command.slice.FailureProofs;
import io.sluice.ledger.withdrawal.WithdrawalState;
import java.time.Duration;
import java.time.Instant;

/**
 * When a report of failure is proof: the rail has refused for good, or it honours {@code notAfter}
 * and that has passed by more than clocks may differ.
 */
public final class RailProofs implements FailureProofs {

    private final Rail rail;
    private final Duration skew;

    public RailProofs(Rail rail, Duration skew) {
        this.rail = rail;
        this.skew = skew;
    }

    @Override
    public boolean isProof(WithdrawalState withdrawal, Instant now) {
        return withdrawal instanceof WithdrawalState.Leaving leaving
                && (rail.refusedForGood(leaving.withdrawalId())
                        || (rail.abilities().honoursNotAfter()
                                && now.isAfter(leaving.release().notAfter().plus(skew))));
    }
}
