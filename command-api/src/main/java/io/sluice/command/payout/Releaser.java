package io.sluice.command.payout;

import io.sluice.command.bus.CommandOutcome;
import io.sluice.command.bus.Commands;
import io.sluice.command.bus.RandomIds;
import io.sluice.command.bus.Route;
import io.sluice.command.payout.RailRooms.Bound;
import io.sluice.command.slice.Batch;
import io.sluice.command.slice.ReleaseGate;
import io.sluice.failpoint.Failpoint;
import io.sluice.failpoint.Failpoints;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.ExpireWithdrawal;
import io.sluice.ledger.command.LedgerCommand.HoldWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ReleaseWithdrawal;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.log.LogPosition;
import io.sluice.log.PartitionWriter;
import io.sluice.log.WriterState;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition's releaser: takes what may go from the queue, appends RELEASED for up to a batch of
 * them in one entry, and hands each instruction to the rail only once that entry is confirmed. One
 * batch at a time, so that they leave in order. Everything it knows is in the log: it works on
 * after a restart. {@link #tick} is called by one thread.
 */
final class Releaser {

    private static final Logger LOG = LoggerFactory.getLogger(Releaser.class);
    private static final String ACTOR = "releaser";
    private static final long WAIT_AFTER_REFUSAL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LOOK_AFTER_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final PartitionWriter writer;
    private final PayoutQueue queue;
    private final Commands commands;
    private final ReleaseGate gate;
    private final PayoutSettings settings;
    private final Clock clock;
    private final LongSupplier drainingEverywhere;
    private final Supplier<OptionalLong> endOffset;
    private final RailRooms rooms;
    private final HandOver handOver;
    private final LeftBehind leftBehind;

    private final Map<Long, DrainRate> rates = new HashMap<>();
    private CompletableFuture<?> releasing = CompletableFuture.completedFuture(null);
    private CompletableFuture<?> holding = CompletableFuture.completedFuture(null);
    private CompletableFuture<?> expiring = CompletableFuture.completedFuture(null);
    private volatile long notBeforeNanos = System.nanoTime();
    private long lookAfterNanos = System.nanoTime() + LOOK_AFTER_NANOS;
    private boolean begun;

    /**
     * @param drainingEverywhere held ones that nothing covers any more, in all partitions
     * @param endOffset the last entry that this node has read of the partition
     */
    Releaser(
            PartitionWriter writer,
            PayoutQueue queue,
            Commands commands,
            RailRooms rooms,
            HandOver handOver,
            LeftBehind leftBehind,
            ReleaseGate gate,
            PayoutSettings settings,
            Clock clock,
            LongSupplier drainingEverywhere,
            Supplier<OptionalLong> endOffset) {
        this.writer = writer;
        this.queue = queue;
        this.commands = commands;
        this.rooms = rooms;
        this.handOver = handOver;
        this.leftBehind = leftBehind;
        this.gate = gate;
        this.settings = settings;
        this.clock = clock;
        this.drainingEverywhere = drainingEverywhere;
        this.endOffset = endOffset;
    }

    /** Looks once at what there is to do; never blocks. */
    void tick() {
        if (writer.state() != WriterState.SERVING || !hasBegun()) {
            return;
        }
        if (System.nanoTime() - notBeforeNanos < 0) {
            return;
        }
        if (holding.isDone()) {
            holdNext();
        }
        if (expiring.isDone()) {
            expireNext();
        }
        if (releasing.isDone()) {
            releaseNext();
        }
        if (System.nanoTime() - lookAfterNanos >= 0) {
            lookAfterNanos = System.nanoTime() + LOOK_AFTER_NANOS;
            leftBehind.lookAfter(queue.inFlight());
        }
    }

    /**
     * On the first look that has the whole log behind it: what an earlier life left with the rail.
     */
    private boolean hasBegun() {
        if (!begun) {
            OptionalLong end = endOffset.get();
            if (end.isEmpty() || queue.foldedTo() < end.getAsLong()) {
                return false;
            }
            begun = true;
            leftBehind.takeUp(queue.inFlight());
        }
        return true;
    }

    private void holdNext() {
        List<Payout> found = queue.unmarked(settings.batch());
        if (!found.isEmpty()) {
            List<HoldWithdrawal> holds =
                    found.stream().map(p -> new HoldWithdrawal(p.account(), p.id())).toList();
            holding =
                    send(Batch.OfHolds.NAME, new Batch.OfHolds(holds))
                            .thenAccept(this::waitWhereRefused)
                            .whenComplete((done, failure) -> noteFailure(failure));
        }
    }

    /** Only offered: whether its time is up is decided on the partition's own times. */
    private void expireNext() {
        List<Payout> found = queue.expired(now(), settings.batch());
        if (!found.isEmpty()) {
            List<ExpireWithdrawal> expiries =
                    found.stream().map(p -> new ExpireWithdrawal(p.account(), p.id())).toList();
            expiring =
                    send(Batch.OfExpiries.NAME, new Batch.OfExpiries(expiries))
                            .whenComplete((done, failure) -> noteFailure(failure));
        }
    }

    private void releaseNext() {
        long room = settings.mostUnanswered() - queue.unanswered();
        int most = Math.clamp(room, 0, settings.batch());
        List<Bound> chosen = rooms.take(queue.next(most, this::isShut, pacedNow()));
        if (!chosen.isEmpty()) {
            long asked = System.nanoTime();
            Instant notAfter = now().plus(settings.instructionValidity());
            List<ReleaseWithdrawal> releases =
                    chosen.stream().map(bound -> release(bound, notAfter)).toList();
            Failpoints.reached(Failpoint.PAYOUT_BEFORE_RELEASE);
            Map<WithdrawalId, Payout> byId =
                    chosen.stream()
                            .map(Bound::payout)
                            .collect(Collectors.toMap(Payout::id, payout -> payout));
            releasing =
                    send(Batch.OfReleases.NAME, new Batch.OfReleases(releases))
                            .thenAccept(outcome -> released(outcome, byId, asked))
                            .whenComplete((done, failure) -> rooms.giveBack(chosen))
                            .whenComplete((done, failure) -> noteFailure(failure));
        }
    }

    private boolean isShut(Lane lane) {
        return gate.isShut(lane.asset(), lane.network()) || rooms.isShut(lane);
    }

    private static ReleaseWithdrawal release(Bound bound, Instant notAfter) {
        Payout payout = bound.payout();
        return new ReleaseWithdrawal(payout.account(), payout.id(), notAfter, bound.rail().terms());
    }

    private CompletableFuture<CommandOutcome> send(String name, Batch batch) {
        CommandHeader header = new CommandHeader(RandomIds.next(), ACTOR, Optional.empty(), now());
        try {
            return commands.send(name, batch, header, Route.toPartition(writer.partition()));
        } catch (RuntimeException notServedNow) {
            return CompletableFuture.failedFuture(notServedNow);
        }
    }

    /** On the loop: the entry is confirmed, so now and not earlier the rail may have them. */
    private void released(
            CommandOutcome outcome, Map<WithdrawalId, Payout> chosen, long askedNanos) {
        waitWhereRefused(outcome);
        if (outcome instanceof CommandOutcome.Accepted accepted) {
            Failpoints.reached(Failpoint.PAYOUT_AFTER_RELEASE);
            if (accepted.events().size() < chosen.size()) {
                waitAMoment();
            }
            accepted.events()
                    .forEach(event -> handOver(event, accepted.position(), chosen, askedNanos));
        }
    }

    private void handOver(
            LedgerEvent event,
            LogPosition position,
            Map<WithdrawalId, Payout> chosen,
            long askedNanos) {
        if (event instanceof WithdrawalReleased release) {
            Payout payout = Objects.requireNonNull(chosen.get(release.withdrawalId()));
            Failpoints.reached(Failpoint.PAYOUT_BEFORE_HAND_OVER);
            handOver.first(
                    Instruction.of(payout.request(), Payout.Release.of(release, position)),
                    askedNanos);
            Failpoints.reached(Failpoint.PAYOUT_AFTER_HAND_OVER);
        }
    }

    private void waitWhereRefused(CommandOutcome outcome) {
        if (outcome instanceof CommandOutcome.Refused) {
            waitAMoment();
        }
    }

    private void waitAMoment() {
        notBeforeNanos = System.nanoTime() + WAIT_AFTER_REFUSAL_NANOS;
    }

    /**
     * Nothing was decided, or the writer has stopped: the queue is a fold and says what is left.
     */
    private void noteFailure(@Nullable Throwable failure) {
        if (failure != null) {
            LOG.info("partition {}: releaser waits: {}", writer.partition(), failure.toString());
            waitAMoment();
        }
    }

    /**
     * Asks for one look at the queue: what drains is counted once, however many ask.
     *
     * @return whether a held one may go now; a yes is spent
     */
    private Predicate<Payout> pacedNow() {
        Map<Long, DrainRate> earned = new HashMap<>();
        return held -> {
            OptionalLong rate = queue.ratePerSecond(held);
            return rate.isEmpty() || earned.computeIfAbsent(rate.getAsLong(), this::earned).spend();
        };
    }

    private DrainRate earned(long ratePerSecond) {
        DrainRate drain = rates.computeIfAbsent(ratePerSecond, absent -> new DrainRate());
        drain.earn(
                System.nanoTime(), ratePerSecond, queue.draining(), drainingEverywhere.getAsLong());
        return drain;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
