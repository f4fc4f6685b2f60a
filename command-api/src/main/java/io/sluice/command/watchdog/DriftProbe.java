package io.sluice.command.watchdog;

import io.sluice.command.watchdog.ProjectedBalances.Projected;
import io.sluice.ledger.account.Balance;
import io.sluice.ledger.account.Balances;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.money.Asset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/**
 * Compares accounts in PostgreSQL with the owner's state at one position. Those that differed are
 * looked at again each time, until they agree.
 */
public final class DriftProbe implements Probe {

    private static final Duration DEADLINE = Duration.ofSeconds(3);
    private static final int MOST_REMEMBERED = 1_000;
    private static final int MOST_TOLD = 5;

    private final ProjectedBalances projected;
    private final OwnerBalances owner;
    private final int accounts;
    private final long threshold;
    private final Map<AccountId, String> differing = new LinkedHashMap<>();

    public DriftProbe(
            ProjectedBalances projected,
            OwnerBalances owner,
            WatchdogSettings.DriftSampling sampling,
            CauseSettings settings) {
        this.projected = projected;
        this.owner = owner;
        this.accounts = sampling.accounts();
        this.threshold = settings.threshold();
    }

    @Override
    public Finding look() {
        List<Projected> sample = new ArrayList<>(projected.again(List.copyOf(differing.keySet())));
        sample.addAll(projected.next(accounts));
        compare(sample);
        return differing.size() < threshold
                ? Finding.NOTHING
                : Finding.of(
                        "%d accounts differ (threshold %d): %s"
                                .formatted(
                                        differing.size(),
                                        threshold,
                                        differing.values().stream()
                                                .limit(MOST_TOLD)
                                                .collect(Collectors.joining("; "))));
    }

    private void compare(List<Projected> sample) {
        Map<Projected, CompletableFuture<Optional<Balances>>> asked = new LinkedHashMap<>();
        sample.forEach(it -> asked.put(it, owner.unmovedSince(it.account(), it.nextSequence())));
        long untilNanos = System.nanoTime() + DEADLINE.toNanos();
        asked.forEach(
                (it, answer) ->
                        await(answer, untilNanos - System.nanoTime())
                                .ifPresent(balances -> note(it, balances)));
    }

    /** An owner that does not answer has other causes that tell of it. */
    private static Optional<Balances> await(
            CompletableFuture<Optional<Balances>> answer, long leftNanos) {
        try {
            return answer.get(Math.max(0, leftNanos), TimeUnit.NANOSECONDS);
        } catch (ExecutionException | TimeoutException notAnswered) {
            return Optional.empty();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private void note(Projected it, Balances owned) {
        String difference = difference(it, owned);
        if (difference.isEmpty()) {
            differing.remove(it.account());
        } else if (differing.size() < MOST_REMEMBERED) {
            differing.put(it.account(), difference);
        }
    }

    private static String difference(Projected it, Balances owned) {
        Set<String> codes = new TreeSet<>();
        it.balances().keySet().forEach(asset -> codes.add(asset.code()));
        owned.byAsset().keySet().forEach(asset -> codes.add(asset.code()));
        return codes.stream()
                .map(Asset::new)
                .filter(asset -> !has(it, asset).equals(owned.of(asset)))
                .map(
                        asset ->
                                "account %s %s: PostgreSQL has %s, the owner %s, below event %d of partition %d"
                                        .formatted(
                                                it.account(),
                                                asset.code(),
                                                tell(has(it, asset)),
                                                tell(owned.of(asset)),
                                                it.nextSequence(),
                                                it.partition()))
                .collect(Collectors.joining("; "));
    }

    private static Balance has(Projected it, Asset asset) {
        return it.balances().getOrDefault(asset, Balance.ZERO);
    }

    private static String tell(Balance balance) {
        return balance.available().units()
                + "+"
                + balance.reserved().units()
                + "+"
                + balance.inTransit().units();
    }
}
