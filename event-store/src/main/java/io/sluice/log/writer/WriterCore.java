package io.sluice.log.writer;

import io.sluice.failpoint.Failpoint;
import io.sluice.failpoint.Failpoints;
import io.sluice.log.AppendCheck;
import io.sluice.log.AppendConflictException;
import io.sluice.log.Confirmed;
import io.sluice.log.CountedEntry;
import io.sluice.log.Head;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.OutcomeUnknownException;
import io.sluice.log.RecordLog;
import io.sluice.log.StoredEvent;
import io.sluice.log.WriterState;
import io.sluice.log.chain.BarrierEffect;
import io.sluice.log.chain.EntryCodec;
import io.sluice.log.chain.EntryKind;
import io.sluice.log.chain.EntryValue;
import io.sluice.log.index.PartitionIndex;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The writer's state machine: what is in flight, when it is confirmed, when it is void, and what
 * then happens to it. It knows no threads: the loop (or a test's seeded world) calls it, one call
 * at a time.
 *
 * <p>An entry of ours is void for certain as soon as anything foreign counts: the head has left the
 * branch on which the entry stands, and no later record can bring it back. Until then, whatever the
 * producer says, it may still come to count.
 */
class WriterCore {

    private static final Logger log = LoggerFactory.getLogger(WriterCore.class);
    private static final long NOT_WAITING = Long.MIN_VALUE;
    private static final long NO_GAP = -1;
    private static final int MOST_EVENTS_COMPARED = 10_000;
    private static final byte[] NO_KEY = new byte[0];
    private static final int ROUNDS_LOST_BEFORE_BACKING_OFF = 2;

    private final int partition;
    private final String writerId;
    private final RecordLog recordLog;
    private final PartitionReplay replay;
    private final PartitionIndex index;
    private final EntryCodec codec;
    private final WriterSettings settings;
    private final WriterRules rules;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final RandomGenerator random;
    private final Speculation speculation;
    private final WriterCounters counters;

    private WriterState state = WriterState.STARTING;
    private String reason = "";
    private RecordLog.@Nullable Appender appender;
    private final AppendFailures failures;
    private final Deque<InFlightEntry> inFlight = new ArrayDeque<>();
    private final List<CompletableFuture<Confirmed>> unsettled = new ArrayList<>();
    private @Nullable Head speculativeHead;
    private Instant speculativeTime = Instant.EPOCH;
    private boolean noOpInFlight;

    /** Nonces of the barriers behind which everything is decided; any of them will do. */
    private final Set<String> awaited = new HashSet<>();

    private BarrierEffect awaitedEffect = BarrierEffect.WRITER_TOOK_OVER;
    private boolean awaitedLanded;
    private long barrierDueAtNanos = NOT_WAITING;
    private long gapFromSequence = NO_GAP;
    private boolean gapByOtherWriter;
    private int roundsLost;

    WriterCore(
            int partition,
            String writerId,
            RecordLog recordLog,
            PartitionReplay replay,
            PartitionIndex index,
            EntryCodec codec,
            WriterSettings settings,
            WriterRules rules,
            Clock clock,
            LongSupplier nanoTime,
            RandomGenerator random,
            AppendFailures failures,
            WriterCounters counters) {
        this.partition = partition;
        this.writerId = writerId;
        this.recordLog = recordLog;
        this.replay = replay;
        this.index = index;
        this.codec = codec;
        this.settings = settings;
        this.rules = rules;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.random = random;
        this.speculation = new Speculation(index);
        this.failures = failures;
        this.counters = counters;
    }

    WriterState state() {
        return state;
    }

    /** Why it refuses, where it does. */
    String reason() {
        return reason;
    }

    Speculation speculation() {
        return speculation;
    }

    boolean hasRoom() {
        return isServing() && inFlight.size() + unsettled.size() < settings.mostInFlight();
    }

    boolean isServing() {
        return state == WriterState.SERVING;
    }

    boolean isIdle() {
        return inFlight.isEmpty() && unsettled.isEmpty();
    }

    int inFlight() {
        return inFlight.size();
    }

    /** When the oldest entry that was not read back yet was sent. */
    OptionalLong oldestSentNanos() {
        InFlightEntry oldest = inFlight.peekFirst();
        return oldest == null ? OptionalLong.empty() : OptionalLong.of(oldest.sentAtNanos());
    }

    void catchUp() {
        become(WriterState.CATCHING_UP);
    }

    /** The log was read to its end and agrees with the guard: fence off whoever wrote before. */
    void takeOver() {
        awaitedEffect = BarrierEffect.WRITER_TOOK_OVER;
        barrierDueAtNanos = nanoTime.getAsLong();
        tick();
    }

    /** See {@link io.sluice.log.PartitionWriter#append}. */
    CompletableFuture<Confirmed> append(byte[] key, List<StoredEvent> events, AppendCheck check) {
        if (state != WriterState.SERVING) {
            return notServing();
        }
        if (contradicted(check)) {
            return conflict();
        }
        CompletableFuture<Confirmed> answer = new CompletableFuture<>();
        sendCommit(key, events, check, answer);
        return answer;
    }

    /** See {@link io.sluice.log.PartitionWriter#settle}. */
    CompletableFuture<Confirmed> settle() {
        if (state != WriterState.SERVING) {
            return notServing();
        }
        CompletableFuture<Confirmed> answer = new CompletableFuture<>();
        if (!rules.settlesAtOnce(answer)) {
            unsettled.add(answer);
        }
        return answer;
    }

    /** See {@link io.sluice.log.PartitionWriter#barrier}. */
    CompletableFuture<Confirmed> barrier(
            BarrierEffect effect,
            String nonce,
            Map<String, String> detail,
            List<StoredEvent> events) {
        if (state != WriterState.SERVING) {
            return notServing();
        }
        CompletableFuture<Confirmed> answer = new CompletableFuture<>();
        send(
                entry(
                        headToExtend(),
                        NO_KEY,
                        Optional.of(new EntryValue.Barrier(effect.wire(), nonce, detail)),
                        events,
                        AppendCheck.NONE,
                        answer));
        return answer;
    }

    /**
     * What the log is to give back next if nothing comes in between; such a record need not be
     * decoded and hashed again.
     */
    Optional<InFlightEntry> expected() {
        return Optional.ofNullable(inFlight.peekFirst());
    }

    /** A record was read back (or read for the first time) and counts; the index has it already. */
    void onCounted(Folded.Counted counted) {
        InFlightEntry oldest = inFlight.peekFirst();
        if (oldest != null
                && gapFromSequence == NO_GAP
                && oldest.headAfter().equals(counted.entry().head())) {
            inFlight.removeFirst();
            speculation.confirm(oldest.events(), counted.entry().firstSequence());
            roundsLost = 0;
            complete(oldest, counted.entry());
            return;
        }
        onForeign(counted);
    }

    /** The batch of records is folded: whatever it voided is dealt with now, on the newest head. */
    void endOfRecords() {
        if (state == WriterState.SERVING && gapFromSequence != NO_GAP) {
            counters.gaps.increment();
            roundsLost = gapByOtherWriter ? roundsLost + 1 : 0;
            if (roundsLost >= ROUNDS_LOST_BEFORE_BACKING_OFF) {
                backOff();
            } else {
                closeAppender();
                repair();
            }
        } else if (awaitedLanded && waitsForBarrier()) {
            awaited.clear();
            awaitedLanded = false;
            barrierDueAtNanos = NOT_WAITING;
            become(WriterState.SERVING);
            repair();
        }
    }

    /** The producer gave up on something it was sent by the given appender: its outcome is open. */
    void onAppendFailure(Throwable failure) {
        counters.appendFailures.increment();
        log.warn(
                "partition {}: sending failed, resolving by a barrier: {}",
                partition,
                failure.toString());
        if (rules.voidsOnError()) {
            List<InFlightEntry> open = List.copyOf(inFlight);
            inFlight.clear();
            speculation.reset();
            open.forEach(
                    entry ->
                            entry.answer()
                                    .completeExceptionally(
                                            new AppendConflictException("sending failed")));
            return;
        }
        resolve();
    }

    /** All commands of this turn have run. */
    void endOfTurn() {
        if (state == WriterState.SERVING && !unsettled.isEmpty() && !noOpInFlight) {
            noOpInFlight = true;
            sendCommit(NO_KEY, List.of(), AppendCheck.NONE, new CompletableFuture<>());
        }
    }

    /** Time has passed: a barrier may be due, or an entry may have been out for too long. */
    void tick() {
        long now = nanoTime.getAsLong();
        if (waitsForBarrier() && barrierDueAtNanos != NOT_WAITING && now >= barrierDueAtNanos) {
            sendAwaitedBarrier(now);
        }
        InFlightEntry oldest = inFlight.peekFirst();
        if (state == WriterState.SERVING
                && oldest != null
                && now - oldest.sentAtNanos() > settings.stuckAfter().toNanos()) {
            log.warn(
                    "partition {}: nothing read back for {}, resolving by a barrier",
                    partition,
                    settings.stuckAfter());
            resolve();
        }
    }

    /**
     * Serves nothing any more, for a person to look at. What is open stays open: the log alone
     * knows.
     */
    void refuse(String why) {
        if (state.mayBecome(WriterState.REFUSING)) {
            reason = why;
            log.error("partition {} is refused: {}", partition, why);
            become(WriterState.REFUSING);
            abandon();
        }
    }

    void stepDown() {
        if (state.mayBecome(WriterState.STEPPED_DOWN)) {
            become(WriterState.STEPPED_DOWN);
            abandon();
        }
    }

    private void abandon() {
        closeAppender();
        List<InFlightEntry> open = List.copyOf(inFlight);
        inFlight.clear();
        speculation.reset(); // whoever still asks must not see what may never have happened
        gapFromSequence = NO_GAP;
        LogUnavailableException notServed =
                new LogUnavailableException("partition " + partition + " is not served here");
        takeSettles(open).forEach(answer -> answer.completeExceptionally(notServed));
        open.forEach(
                entry ->
                        entry.answer()
                                .completeExceptionally(
                                        new OutcomeUnknownException(
                                                "partition " + partition + " stopped meanwhile")));
    }

    private void onForeign(Folded.Counted counted) {
        CountedEntry entry = counted.entry();
        if (gapFromSequence == NO_GAP) {
            gapFromSequence = entry.firstSequence();
            speculation.doubt();
        }
        boolean ours = counted.value().writer().equals(writerId);
        gapByOtherWriter |= counted.kind() == EntryKind.COMMIT && !ours;
        counted.value()
                .barrier()
                .map(EntryValue.Barrier::nonce)
                .ifPresent(
                        nonce -> {
                            awaitedLanded |= awaited.contains(nonce);
                            inFlight.stream()
                                    .filter(sent -> sent.isBarrier(nonce))
                                    .findFirst()
                                    .ifPresent(
                                            sent -> {
                                                inFlight.remove(sent);
                                                complete(sent, entry);
                                            });
                        });
    }

    /**
     * Everything in flight is void. What still holds on the new head is sent again, the rest is
     * decided again: all of it, where too much counted in between to be compared. At a takeover
     * nothing is in flight and the gap is all that was read, which may be the whole log.
     */
    private void repair() {
        List<InFlightEntry> voided = List.copyOf(inFlight);
        List<CompletableFuture<Confirmed>> stale = takeSettles(voided);
        inFlight.clear();
        speculation.reset();
        noOpInFlight = false;
        boolean wideGap =
                gapFromSequence != NO_GAP
                        && index.nextSequence() - gapFromSequence > MOST_EVENTS_COMPARED;
        List<StoredEvent> unknownToThem =
                voided.isEmpty() || wideGap ? new ArrayList<>() : eventsFrom(gapFromSequence);
        gapFromSequence = NO_GAP;
        gapByOtherWriter = false;

        List<InFlightEntry> conflicting = new ArrayList<>();
        for (InFlightEntry entry :
                voided) { // in their order: a pause of ours must not overtake what was decided
            // before it
            if (entry.isNoOp()) {
                continue;
            }
            if (!entry.isBarrier()
                    && (wideGap
                            || !entry.check().mayBeAppendedAgain()
                            || entry.restsOnAny(unknownToThem)
                            || restsOnALaterTime(entry.check()))) {
                unknownToThem.addAll(entry.events());
                conflicting.add(entry);
            } else {
                sendAgain(entry);
            }
        }
        AppendConflictException conflict =
                new AppendConflictException("something else counted in between");
        stale.forEach(answer -> answer.completeExceptionally(conflict));
        conflicting.forEach(entry -> entry.answer().completeExceptionally(conflict));
    }

    private List<StoredEvent> eventsFrom(long sequence) {
        List<StoredEvent> events = new ArrayList<>();
        for (long s = sequence; sequence != NO_GAP && s < index.nextSequence(); s++) {
            events.add(index.event(s));
        }
        return events;
    }

    /** The answers that wait for an entry behind them, taken from wherever they wait. */
    private List<CompletableFuture<Confirmed>> takeSettles(List<InFlightEntry> sent) {
        List<CompletableFuture<Confirmed>> waiting = new ArrayList<>(unsettled);
        unsettled.clear();
        sent.forEach(entry -> waiting.addAll(entry.settles()));
        return waiting;
    }

    private boolean restsOnALaterTime(AppendCheck check) {
        Instant notBefore = check.notBefore();
        if (notBefore.equals(Instant.MIN)) {
            return false;
        }
        long next = speculation.nextSequence();
        return next == 0 || speculation.entryTimeOf(next - 1).isBefore(notBefore);
    }

    private boolean contradicted(AppendCheck check) {
        if (restsOnALaterTime(check)) {
            return true;
        }
        for (long s =
                        check.afterSequence() == Long.MAX_VALUE
                                ? Long.MAX_VALUE
                                : check.afterSequence() + 1;
                s < speculation.nextSequence();
                s++) {
            if (check.matches(speculation.event(s))) {
                return true;
            }
        }
        return false;
    }

    private void sendCommit(
            byte[] key,
            List<StoredEvent> events,
            AppendCheck check,
            CompletableFuture<Confirmed> answer) {
        send(entry(headToExtend(), key, Optional.empty(), events, check, answer));
    }

    private InFlightEntry entry(
            Head prev,
            byte[] key,
            Optional<EntryValue.Barrier> barrier,
            List<StoredEvent> events,
            AppendCheck check,
            CompletableFuture<Confirmed> answer) {
        EntryValue value = new EntryValue(entryTime(), writerId, barrier, events);
        return InFlightEntry.of(
                prev, key, value, codec.encode(value), check, answer, nanoTime.getAsLong());
    }

    private void sendAgain(InFlightEntry entry) {
        counters.resent.increment();
        send(entry.onTopOf(headToExtend(), nanoTime.getAsLong()));
    }

    private void send(InFlightEntry entry) {
        if (!entry.isBarrier()) { // a barrier counts even where what stands before it does not: it
            // proves no state
            entry.settles().addAll(unsettled);
            unsettled.clear();
        }
        long expectedOffset = replay.nextOffset() + inFlight.size();
        Instant time = notBefore(entry.value().time());
        inFlight.addLast(entry);
        speculation.add(entry.events(), time);
        speculativeHead = entry.headAfter();
        hand(entry);
        rules.sent(entry, expectedOffset);
    }

    private void hand(InFlightEntry entry) {
        int generation = failures.generation();
        Failpoints.reached(Failpoint.WRITER_BEFORE_SEND);
        try {
            appender()
                    .append(
                            entry.record().toRaw(),
                            failure -> failures.report(generation, failure));
            Failpoints.reached(Failpoint.WRITER_AFTER_SEND);
        } catch (RuntimeException failure) {
            failures.report(generation, failure);
        }
    }

    private RecordLog.Appender appender() {
        if (appender == null) {
            appender = recordLog.newAppender();
        }
        return appender;
    }

    private void closeAppender() {
        failures.nextGeneration();
        RecordLog.Appender old = appender;
        appender = null;
        if (old != null) {
            old.closeNow();
        }
    }

    private void resolve() {
        if (state == WriterState.SERVING) {
            become(WriterState.RESOLVING);
            awaitedEffect = BarrierEffect.RESOLVED;
            barrierDueAtNanos = nanoTime.getAsLong();
        } else if (waitsForBarrier()) {
            barrierDueAtNanos = nanoTime.getAsLong() + settings.retryAfter().toNanos();
        }
        closeAppender();
        tick();
    }

    /** Two rounds were lost to another writer: let it be for a moment, then fence it off. */
    private void backOff() {
        roundsLost = 0;
        counters.backOffs.increment();
        become(WriterState.RESOLVING);
        awaitedEffect = BarrierEffect.WRITER_TOOK_OVER;
        closeAppender();
        long jitter = random.nextLong(settings.retryAfter().toNanos());
        barrierDueAtNanos = nanoTime.getAsLong() + settings.retryAfter().toNanos() + jitter;
    }

    private boolean waitsForBarrier() {
        return state == WriterState.CATCHING_UP || state == WriterState.RESOLVING;
    }

    private void sendAwaitedBarrier(long nowNanos) {
        String nonce = Nonces.next(random);
        awaited.add(nonce);
        closeAppender();
        barrierDueAtNanos = nowNanos + settings.stuckAfter().toNanos();
        hand(
                entry(
                        replay.head(),
                        NO_KEY,
                        Optional.of(new EntryValue.Barrier(awaitedEffect.wire(), nonce, Map.of())),
                        List.of(),
                        AppendCheck.NONE,
                        new CompletableFuture<>()));
    }

    private void complete(InFlightEntry entry, CountedEntry counted) {
        counters.confirmed.increment();
        Failpoints.reached(Failpoint.WRITER_BEFORE_ANSWER);
        if (entry.isNoOp()) {
            noOpInFlight = false;
        }
        Confirmed confirmed =
                new Confirmed(
                        counted.position(),
                        counted.time(),
                        counted.firstSequence(),
                        counted.events().size());
        entry.answer().complete(confirmed);
        entry.settles().forEach(answer -> answer.complete(confirmed));
    }

    private Instant entryTime() {
        return notBefore(EntryCodec.toEntryTime(clock.instant()));
    }

    /** The time of the next entry, if it counts and says that it is of that time. */
    private Instant notBefore(Instant time) {
        Instant floor = inFlight.isEmpty() ? replay.time() : speculativeTime;
        speculativeTime = time.isAfter(floor) ? time : floor;
        return speculativeTime;
    }

    private Head headToExtend() {
        return inFlight.isEmpty() || speculativeHead == null ? replay.head() : speculativeHead;
    }

    private CompletableFuture<Confirmed> notServing() {
        return CompletableFuture.failedFuture(
                new LogUnavailableException(
                        "partition "
                                + partition
                                + " is "
                                + state
                                + (reason.isEmpty() ? "" : ": " + reason)));
    }

    private static CompletableFuture<Confirmed> conflict() {
        return CompletableFuture.failedFuture(
                new AppendConflictException("something that the decision rests on has changed"));
    }

    private void become(WriterState next) {
        if (!state.mayBecome(next)) {
            throw new IllegalStateException("a writer that is " + state + " cannot become " + next);
        }
        log.info("partition {}: {} -> {}", partition, state, next);
        state = next;
    }
}
