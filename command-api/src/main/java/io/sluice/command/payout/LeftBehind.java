package io.sluice.command.payout;

import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.withdrawal.RailPromise;
import io.sluice.ledger.withdrawal.RailTerms;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was released and never heard of again, by an earlier life or by another node that is no
 * more. The rail that its release names is handed it again where it promised, then and now, to
 * deduplicate; with any other nobody can say whether it was sent, and nothing is ever sent twice.
 * Its methods are called by one thread.
 */
final class LeftBehind {

    private static final Logger LOG = LoggerFactory.getLogger(LeftBehind.class);
    private static final String RESTARTED = "handed over before a restart, and never answered";
    private static final String TOO_LATE = "not answered by its notAfter";

    private final Rails rails;
    private final HandOver handOver;
    private final RailReports reports;
    private final Clock clock;
    private final PayoutSettings settings;
    private final Set<WithdrawalId> toldLate = new HashSet<>();
    private long handAgainNanos;

    LeftBehind(
            Rails rails,
            HandOver handOver,
            RailReports reports,
            Clock clock,
            PayoutSettings settings) {
        this.rails = rails;
        this.handOver = handOver;
        this.reports = reports;
        this.clock = clock;
        this.settings = settings;
        this.handAgainNanos = System.nanoTime() + settings.handAgainAfter().toNanos();
    }

    /** On the first look of a life. */
    void takeUp(List<Payout> inFlight) {
        handOver.again(
                inFlight.stream()
                        .filter(this::mayComeAgain)
                        .filter(payout -> isReleased(payout) || isForgotten(payout))
                        .flatMap(LeftBehind::instruction)
                        .toList());
        inFlight.stream()
                .filter(LeftBehind::isReleased)
                .filter(payout -> !mayComeAgain(payout) && isHere(payout))
                .flatMap(LeftBehind::instruction)
                .forEach(instruction -> unknown(instruction, RESTARTED));
    }

    /** Now and then: what another node released and died with, and what is over. */
    void lookAfter(List<Payout> inFlight) {
        Instant now = clock.instant();
        List<Payout> released = inFlight.stream().filter(LeftBehind::isReleased).toList();
        toldLate.retainAll(released.stream().map(Payout::id).toList());
        released.stream()
                .flatMap(LeftBehind::instruction)
                .filter(late -> now.isAfter(late.notAfter().plus(settings.clockSkew())))
                .filter(late -> toldLate.add(late.withdrawalId()))
                .forEach(late -> unknown(late, TOO_LATE));
        if (System.nanoTime() - handAgainNanos >= 0) {
            handAgainNanos = System.nanoTime() + settings.handAgainAfter().toNanos();
            handAgain(released, now);
        }
    }

    private void handAgain(List<Payout> released, Instant now) {
        handOver.again(
                released.stream()
                        .filter(this::mayComeAgain)
                        .filter(p -> isOlder(p, now, settings.handAgainAfter()))
                        .flatMap(LeftBehind::instruction)
                        .filter(waiting -> now.isBefore(waiting.notAfter()))
                        .toList());
    }

    private static boolean isOlder(Payout payout, Instant now, Duration age) {
        return now.isAfter(payout.since().plus(age));
    }

    private static boolean isReleased(Payout payout) {
        return payout.status() == WithdrawalStatus.RELEASED;
    }

    private boolean isForgotten(Payout payout) {
        return payout.status() == WithdrawalStatus.SUBMITTED
                && rail(payout).map(Rail::forgetsWhatItSubmitted).orElse(false);
    }

    private boolean mayComeAgain(Payout payout) {
        Optional<RailTerms> then = payout.release().map(release -> release.rail());
        Optional<RailTerms> now = rail(payout).map(Rail::terms);
        Set<RailPromise> promised = then.flatMap(was -> now.map(was::sharedWith)).orElse(Set.of());
        return promised.contains(RailPromise.DEDUPLICATES);
    }

    private boolean isHere(Payout payout) {
        if (rail(payout).isPresent()) {
            return true;
        }
        LOG.error("alarm rail-missing: {} waits for a rail of its release", payout.id());
        return false;
    }

    private Optional<Rail> rail(Payout payout) {
        return payout.release().flatMap(release -> rails.named(release.rail().name()));
    }

    private static Stream<Instruction> instruction(Payout payout) {
        return payout.release().map(r -> Instruction.of(payout.request(), r)).stream();
    }

    private void unknown(Instruction instruction, String reason) {
        reports.unknown(instruction, reason)
                .exceptionally(
                        failure -> {
                            LOG.warn("{} not reported", instruction.withdrawalId(), failure);
                            return null;
                        });
    }
}
