package io.sluice.app;

import io.sluice.command.watchdog.ProjectedBalances;
import io.sluice.ledger.id.AccountId;
import io.sluice.projection.query.BalanceSamples;
import java.util.List;

/** Shows the command side's watchdog balances that the projection keeps. */
final class SampledBalances implements ProjectedBalances {

    private final BalanceSamples samples;

    SampledBalances(BalanceSamples samples) {
        this.samples = samples;
    }

    @Override
    public List<Projected> next(int most) {
        return projected(samples.next(most));
    }

    @Override
    public List<Projected> again(List<AccountId> accounts) {
        return projected(samples.of(accounts));
    }

    private static List<Projected> projected(List<BalanceSamples.Sample> found) {
        return found.stream()
                .map(
                        it ->
                                new Projected(
                                        it.account(),
                                        it.partition(),
                                        it.nextSequence(),
                                        it.balances()))
                .toList();
    }
}
