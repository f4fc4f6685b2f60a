package io.sluice.ledger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.event.LedgerEvent.WithdrawalExpired;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.WithdrawalId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The rule of expiry in its plainest form: every withdrawal has so much time, and it runs down as
 * time passes, unless a pause covers it just then.
 */
public final class ExpiryModel {

    private record Running(WithdrawalRequested request, Duration left) {}

    private final long seed;
    private final Map<WithdrawalId, Running> running = new HashMap<>();
    private final Map<PauseId, Scope> paused = new HashMap<>();
    private final Set<PauseId> resumed = new HashSet<>();
    private int expired;

    public ExpiryModel(long seed) {
        this.seed = seed;
    }

    /** How many had expired. */
    public int expired() {
        return expired;
    }

    /** So much time passes, in which nothing happens. */
    public void pass(Duration time) {
        running.replaceAll(
                (_, one) ->
                        isCovered(one) || isOver(one)
                                ? one
                                : new Running(one.request(), one.left().minus(time)));
    }

    private boolean isCovered(Running one) {
        return paused.values().stream()
                .anyMatch(scope -> scope.covers(one.request().asset(), one.request().network()));
    }

    private static boolean isOver(Running one) {
        return one.left().isNegative() || one.left().isZero();
    }

    public void saw(LedgerEvent event, Instant now) {
        if (event instanceof WithdrawalRequested e) {
            e.expiresAt()
                    .ifPresent(
                            end ->
                                    running.put(
                                            e.withdrawalId(),
                                            new Running(e, Duration.between(now, end))));
        } else if (event instanceof WithdrawalReleased e) {
            Optional.ofNullable(running.remove(e.withdrawalId()))
                    .ifPresent(
                            one ->
                                    assertThat(isOver(one))
                                            .as("seed %d: released and expired: %s", seed, one)
                                            .isFalse());
        } else if (event instanceof WithdrawalExpired e) {
            Running one = running.remove(e.withdrawalId());
            assertThat(one).as("seed %d: has an expiry: %s", seed, e).isNotNull();
            assertThat(isOver(one)).as("seed %d: its time is up: %s", seed, one).isTrue();
            assertThat(Duration.between(e.expiredAt(), now))
                    .as("seed %d: when its time was up", seed)
                    .isGreaterThanOrEqualTo(one.left().negated());
            expired++;
        } else if (event instanceof PauseOpened e && !resumed.contains(e.pauseId())) {
            paused.putIfAbsent(e.pauseId(), e.scope());
        } else if (event instanceof PauseResumed e) {
            resumed.add(e.pauseId());
            paused.remove(e.pauseId());
        }
    }
}
