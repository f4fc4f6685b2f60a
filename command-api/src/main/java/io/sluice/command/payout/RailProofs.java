package io.sluice.command.payout;

import io.sluice.command.slice.FailureProofs;
import io.sluice.ledger.withdrawal.RailPromise;
import io.sluice.ledger.withdrawal.RailTerms;
import io.sluice.ledger.withdrawal.WithdrawalState;
import io.sluice.ledger.withdrawal.WithdrawalState.Leaving;
import java.time.Duration;
import java.time.Instant;

/**
 * When a report of failure is proof: the rail has refused for good, or promises that what it
 * reports so stays refused, or it honours {@code notAfter} and that has passed by more than clocks
 * may differ. A promise counts where the rail of the release gave it then and still gives it. As
 * long as the hand-over may still happen on a rail without such a promise, nothing is proof.
 */
public final class RailProofs implements FailureProofs {

    private final Rails rails;
    private final Duration skew;

    public RailProofs(Rails rails, Duration skew) {
        this.rails = rails;
        this.skew = skew;
    }

    @Override
    public boolean isProof(WithdrawalState withdrawal, Instant now) {
        return withdrawal instanceof Leaving leaving
                && rails.named(leaving.release().rail().name())
                        .map(rail -> isProof(leaving, rail, now))
                        .orElse(false);
    }

    private boolean isProof(Leaving leaving, Rail rail, Instant now) {
        RailTerms then = leaving.release().rail();
        var promises = then.sharedWith(rail.terms());
        return rail.refusedForGood(leaving.withdrawalId())
                || promises.contains(RailPromise.REFUSES_FOR_GOOD)
                || (promises.contains(RailPromise.HONOURS_NOT_AFTER)
                        && now.isAfter(leaving.release().notAfter().plus(skew)));
    }
}
