package io.sluice.command.payout;

import io.sluice.command.fold.Placed;
import io.sluice.command.payout.WaitingPayouts.Turn;
import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.circuit.PauseTimes;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.WithdrawalEvent;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.withdrawal.ExpiryClock;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What a partition still has to pay out: a fold of its counted entries, so that a restart changes
 * nothing. Fed on the partition's loop, asked from any thread.
 */
public final class PayoutQueue {

    private final int partition;
    private final OutcomeCounts outcomes;
    private final OpenPayouts open = new OpenPayouts();
    private final WaitingPayouts waiting = new WaitingPayouts();
    private final Set<AccountId> frozen = new HashSet<>();
    private final Map<WithdrawalId, Payout> unmarked = new LinkedHashMap<>();
    private final HeldCounts held = new HeldCounts();
    private final Drains drains = new Drains();
    private final HeldGroups groups = new HeldGroups();
    private final PayoutMoves moves = new PayoutMoves(groups);
    private final Expiries expiries = new Expiries();
    private CircuitState circuit = CircuitState.initial();
    private PauseTimes pauseTimes = PauseTimes.initial();
    private long unanswered;
    private long foldedTo = -1;

    /**
     * @param outcomes told of what becomes of those that are open
     */
    PayoutQueue(int partition, OutcomeCounts outcomes) {
        this.partition = partition;
        this.outcomes = outcomes;
    }

    /**
     * Applies the next events. Of a withdrawal it needs all events or, where it is gone or back by
     * then, none.
     *
     * @param upTo offset of the last entry that is in here with them
     */
    public synchronized void fold(Stream<Placed> events, long upTo) {
        events.forEachOrdered(this::apply);
        foldedTo = upTo;
    }

    /**
     * Takes up what an earlier life of the node had: {@link #fold} of the events of those that are
     * noted whole, and of the others', leaves it the same.
     *
     * @param noted by sequence; emptied, as there may be very many
     */
    synchronized void resume(Queue<OpenNote> noted, Stream<Placed> others, long upTo) {
        others.forEachOrdered(
                placed -> {
                    while (!noted.isEmpty() && noted.element().sequence() < placed.sequence()) {
                        take(noted.remove());
                    }
                    apply(placed);
                });
        while (!noted.isEmpty()) {
            take(noted.remove());
        }
        foldedTo = upTo;
    }

    private void take(OpenNote noted) {
        Payout payout = moves.noted(noted);
        keep(payout, noted.offset(), noted.sequence());
        outcomes.takenUp(payout);
    }

    /** All that is known of it; empty where it is not open. */
    synchronized Optional<OpenNote> note(WithdrawalId id) {
        return open.place(id)
                .map(
                        place ->
                                new OpenNote(
                                        place.sequence(),
                                        place.offset(),
                                        place.payout().since(),
                                        place.payout().status(),
                                        place.payout().order(),
                                        place.payout().heldBy(),
                                        place.payout().release(),
                                        place.payout().request()));
    }

    private void apply(Placed placed) {
        switch (placed.event()) {
            case LedgerEvent.AccountFrozen e -> frozen.add(e.accountId());
            case LedgerEvent.AccountUnfrozen e -> frozen.remove(e.accountId());
            case LedgerEvent.AccountClosed e -> frozen.remove(e.accountId());
            case LedgerEvent.AccountOpened e -> {}
            case LedgerEvent.DepositCredited e -> {}
            case WithdrawalEvent e -> move(e, placed);
            case LedgerEvent.CircuitEvent e -> {
                circuit = circuit.evolve(e, placed.sequence());
                pauseTimes = pauseTimes.evolve(e, placed.time());
                groups.circuitChanged();
                unmarked.values().removeIf(payout -> !isCovered(payout.lane()));
                if (e instanceof PauseOpened opened) {
                    find(opened);
                }
            }
        }
    }

    private void move(WithdrawalEvent event, Placed placed) {
        Optional<Payout> before = open.find(event.withdrawalId());
        before.ifPresent(b -> outcomes.moved(b.request().network(), placed));
        before.ifPresent(this::forget);
        if (event instanceof LedgerEvent.WithdrawalReleased) {
            before.ifPresent(
                    b -> b.heldBy().forEach(id -> drains.change(id, Drain::oneMoreReleased)));
        }
        Optional<Payout> after = moves.after(event, before, placed);
        after.ifPresentOrElse(
                a -> keep(a, placed.position().offset(), placed.sequence()),
                () -> open.remove(event.withdrawalId()));
        after.filter(Payout::isHeld)
                .ifPresent(
                        a ->
                                a.heldBy().stream()
                                        .filter(id -> before.isEmpty() || !before.get().names(id))
                                        .forEach(
                                                id ->
                                                        drains.change(
                                                                id, drain -> drain.moreHeld(1))));
    }

    /** The drains that changed since this was asked last. */
    synchronized Map<PauseId, Drain> changedDrains() {
        return drains.changed();
    }

    /** What was noted of the drains, after a fold of what is still open. */
    synchronized void takeUp(Map<PauseId, Drain> noted) {
        drains.restart(noted);
    }

    /** How far those that the pause held have left. */
    public synchronized Drain drain(PauseId pause) {
        return drains.of(pause);
    }

    /** Held ones that name the pause and can't go: their account is frozen. */
    public synchronized long stuck(PauseId pause) {
        return held.any(frozen)
                ? waiting.all()
                        .filter(p -> p.isHeld() && p.names(pause) && frozen.contains(p.account()))
                        .count()
                : 0;
    }

    private void keep(Payout payout, long offset, long sequence) {
        open.put(payout, offset, sequence);
        expiries.keep(payout);
        if (payout.isQueued()) {
            waiting.keep(payout);
        }
        if (payout.isHeld()) {
            held.came(payout);
            groups.came(payout);
        }
        unanswered += payout.status() == WithdrawalStatus.RELEASED ? 1 : 0;
    }

    private void forget(Payout payout) {
        unmarked.remove(payout.id());
        expiries.forget(payout.id());
        if (payout.isQueued()) {
            waiting.forget(payout);
        }
        if (payout.isHeld()) {
            held.went(payout);
            groups.went(payout);
        }
        unanswered -= payout.status() == WithdrawalStatus.RELEASED ? 1 : 0;
    }

    /** What is queued is to be held by the pause; what others hold already, it holds too. */
    private void find(PauseOpened pause) {
        PauseId id = pause.pauseId();
        if (circuit.resumption(id).isPresent()) {
            return;
        }
        open.in(WithdrawalStatus.REQUESTED)
                .map(OpenPayouts.Place::payout)
                .filter(p -> pause.scope().covers(p.request().asset(), p.request().network()))
                .forEach(payout -> unmarked.put(payout.id(), payout));
        long named = groups.name(id, pause.scope());
        if (named > 0) {
            drains.change(id, drain -> drain.moreHeld(named));
        }
    }

    /** Queued ones that a pause found and that do not say so yet. */
    public synchronized List<Payout> unmarked(int most) {
        return unmarked.values().stream().limit(most).toList();
    }

    /** Those not released whose time seems up; whether it is, is decided by the partition. */
    public synchronized List<Payout> expired(Instant now, int most) {
        return expiries.due(new ExpiryClock(now, pauseTimes), most);
    }

    /**
     * The next to release, in order of request over all lanes that nothing covers. Accounts that
     * are frozen are skipped; where one may not go yet because of its rate, what is behind it in
     * its lane waits too.
     *
     * @param isShut lanes that must not flow for other reasons
     * @param mayGo asked once for each that was held, in order; a yes is spent
     */
    public synchronized List<Payout> next(
            int most, Predicate<Lane> isShut, Predicate<Payout> mayGo) {
        return waiting.next(
                most,
                lane -> !isCovered(lane) && !isShut.test(lane),
                payout -> {
                    if (frozen.contains(payout.account())) {
                        return Turn.SKIPPED;
                    }
                    return payout.isHeld() && !mayGo.test(payout) ? Turn.WAITS : Turn.GOES;
                });
    }

    private boolean isCovered(Lane lane) {
        return !circuit.covering(lane.asset(), lane.network()).isEmpty();
    }

    /** The rate at which one that was held may go. */
    public synchronized OptionalLong ratePerSecond(Payout payout) {
        return circuit.ratePerSecond(payout.heldBy());
    }

    /** The rate at which the next of those that the pause held may go. */
    public synchronized OptionalLong ratePerSecond(PauseId pause) {
        if (groups.by(pause) == 0) {
            return OptionalLong.empty();
        }
        return circuit.pause(pause).stream()
                .flatMap(opened -> waiting.in(opened.event().scope()))
                .filter(payout -> payout.isHeld() && payout.names(pause))
                .findFirst()
                .map(this::ratePerSecond)
                .orElse(OptionalLong.empty());
    }

    /** Held ones that may go now: nothing covers them any more, and their account is not frozen. */
    public synchronized long draining() {
        return held.flowing(lane -> !isCovered(lane), frozen);
    }

    /** Held ones that name the pause. */
    public synchronized long heldFor(PauseId pause) {
        return groups.by(pause);
    }

    /** Queued ones in the scope, held or not. */
    public synchronized List<Payout> queued(Scope scope) {
        return waiting.in(scope).toList();
    }

    /** Held ones of the lane, whether or not anything covers it now. */
    public synchronized long held(Lane lane) {
        return held.in(lane);
    }

    /**
     * Held ones that match, in the order of their requests.
     *
     * @param after the order of the last that was seen; -1 before the first
     */
    public synchronized List<Payout> held(Predicate<Payout> matches, long after, int most) {
        return waiting.after(after, payout -> payout.isHeld() && matches.test(payout), most);
    }

    /** Released and neither gone nor back. */
    public synchronized List<Payout> inFlight() {
        return open.leaving().toList();
    }

    /** As {@link #inFlight()}, in the scope, summed up by asset. */
    public synchronized List<Tally> inFlight(Scope scope) {
        return Tally.of(
                open.leaving()
                        .filter(p -> scope.covers(p.request().asset(), p.request().network())));
    }

    /** How many there are; never waits for whoever is in here. */
    public long open() {
        return open.size();
    }

    /** How many are in the status. */
    public synchronized long count(WithdrawalStatus status) {
        return open.count(status);
    }

    /** The one that has been in the status for longest. */
    public synchronized Optional<InStatus> oldest(WithdrawalStatus status) {
        return open.in(status).findFirst().map(this::inStatus);
    }

    /** Those that have been in the status since before then, oldest first. */
    public synchronized List<InStatus> olderThan(WithdrawalStatus status, Instant then, int most) {
        return open.in(status)
                .takeWhile(place -> place.payout().since().isBefore(then))
                .limit(most)
                .map(this::inStatus)
                .toList();
    }

    private InStatus inStatus(OpenPayouts.Place place) {
        Payout payout = place.payout();
        return new InStatus(payout.id(), payout.since(), partition, place.offset());
    }

    /** Released, and the rail has not said yet that it has them. */
    public synchronized long unanswered() {
        return unanswered;
    }

    /** Offset of the last entry that is in here; -1 before the first. */
    public synchronized long foldedTo() {
        return foldedTo;
    }
}
