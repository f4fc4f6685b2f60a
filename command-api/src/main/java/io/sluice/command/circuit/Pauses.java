package io.sluice.command.circuit;

import io.sluice.command.payout.Tally;
import io.sluice.failpoint.Failpoint;
import io.sluice.failpoint.Failpoints;
import io.sluice.ledger.circuit.OpenPauseDecision;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandReplay;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand.OpenPause;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import io.sluice.log.LogPosition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens pauses. The intent shuts this node's gate before anything is sent and goes to its disk
 * beside the fan-out, which never waits for it: a full disk must not keep a pause from the log. A
 * pause is taken as long as any partition can be fenced, read to its end or not. The answer says
 * how many partitions are known to be fenced, and each of those is guarded before it is named.
 * Blocks its caller, with a deadline.
 */
public final class Pauses {

    private static final Logger LOG = LoggerFactory.getLogger(Pauses.class);

    private final PauseFanOut fanOut;
    private final Intents intents;
    private final CircuitBoard board;
    private final LogPort log;
    private final Catalogue catalogue;
    private final CircuitSettings settings;
    private volatile Duration lastFanOut = Duration.ZERO;

    Pauses(
            PauseFanOut fanOut,
            Intents intents,
            CircuitBoard board,
            LogPort log,
            Catalogue catalogue,
            CircuitSettings settings) {
        this.fanOut = fanOut;
        this.intents = intents;
        this.board = board;
        this.log = log;
        this.catalogue = catalogue;
        this.settings = settings;
    }

    /**
     * Opens the pause everywhere.
     *
     * @throws RefusedException when the command is refused, or {@code pause-not-durable} when no
     *     partition is fenced in time; it is then completed in the background all the same
     */
    public PauseAnswer open(OpenPause command, CommandHeader header) {
        return open(judged(command, header), header, Pauses::sameButOpener);
    }

    /**
     * Opens the key's pause everywhere, or helps to complete it where another node began, whatever
     * each says of its reason: for a watchdog, many of which see one episode and make one pause. In
     * a partition the first to come stands; a pause that was ended stays ended. The key must say
     * scope and mode, where nodes could differ in these: one pause has one of each.
     *
     * @throws RefusedException as {@link #open}
     */
    public PauseAnswer openOrJoin(OpenPause command, CommandHeader header) {
        PauseId id = NamedIds.pause(header.requiredKey().id());
        PauseOpened pause =
                board.pause(id)
                        .or(() -> intents.find(id).map(Intent::pause))
                        .orElseGet(() -> judged(command, header));
        return open(pause, header, (one, other) -> true);
    }

    /** How long the last pause took from its request until it stood everywhere; zero before. */
    public Duration lastFanOut() {
        return lastFanOut;
    }

    private PauseAnswer open(
            PauseOpened pause, CommandHeader header, BiPredicate<PauseOpened, PauseOpened> same) {
        long begunNanos = System.nanoTime();
        PauseId id = pause.pauseId();
        boolean repeated = board.unfenced(id).isEmpty();
        Duration sent = Duration.ZERO;
        Optional<Duration> fenced = Optional.empty();
        if (!repeated) {
            Failpoints.reached(Failpoint.PAUSE_BEFORE_INTENT);
            Optional<Intent> before =
                    intents.keep(new Intent(pause, header.requiredKey().raw(), header.now()));
            Failpoints.reached(Failpoint.PAUSE_AFTER_INTENT);
            before.filter(kept -> !same.test(kept.pause(), pause))
                    .ifPresent(
                            other -> {
                                throw reused();
                            });
            fanOut.send(before.map(Intent::pause).orElse(pause), header, everywhere -> true);
            sent = since(begunNanos);
            board.await(() -> board.unfenced(id).isEmpty(), settings.answerWithin());
            if (board.unfenced(id).isEmpty()) {
                lastFanOut = since(begunNanos);
                fenced = Optional.of(lastFanOut);
                Failpoints.reached(Failpoint.PAUSE_AFTER_ALL_BARRIERS);
            }
        }
        requireSame(pause, same);
        PauseAnswer answer = answer(id, repeated);
        if (!repeated) {
            LOG.info(
                    "pause {} stands, pending {}: {} ms from its request to its answer, {} to its"
                            + " fences, {} until it was sent",
                    id,
                    answer.pending(),
                    since(begunNanos).toMillis(),
                    fenced.map(Duration::toMillis).map(Object::toString).orElse("longer"),
                    sent.toMillis());
        }
        return answer;
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    /** Partitions that were read only meanwhile may hold another pause of this key. */
    private void requireSame(PauseOpened pause, BiPredicate<PauseOpened, PauseOpened> same) {
        if (!board.fences(pause.pauseId()).stream()
                .allMatch(fence -> same.test(fence.pause(), pause))) {
            intents.drop(pause.pauseId());
            throw reused();
        }
    }

    /** What it is to be, or was; refused by what any partition knows already. */
    private PauseOpened judged(OpenPause command, CommandHeader header) {
        List<PauseOpened> known = new ArrayList<>();
        List<PauseOpened> fresh = new ArrayList<>();
        for (int partition = 0; partition < board.size(); partition++) {
            switch (OpenPauseDecision.decide(
                    command, header, catalogue, board.state(partition), FirstOutcome.initial())) {
                case Verdict.Accepted accepted ->
                        fresh.add((PauseOpened) accepted.events().getFirst());
                case Verdict.Repeated repeated ->
                        known.add((PauseOpened) repeated.firstEvents().getFirst());
                case Verdict.Refused(var code, var detail, var extensions) ->
                        throw new RefusedException(code, detail, extensions, Optional.empty());
            }
        }
        return known.isEmpty() ? fresh.getFirst() : known.getFirst();
    }

    private static boolean sameButOpener(PauseOpened one, PauseOpened other) {
        return CommandReplay.payloadOf(one).equals(CommandReplay.payloadOf(other));
    }

    private static RefusedException reused() {
        return new RefusedException(
                ErrorCode.IDEMPOTENCY_KEY_REUSED,
                "This idempotency key was used for another command or another payload.");
    }

    private PauseAnswer answer(PauseId id, boolean repeated) {
        List<Fence> guarded = board.fences(id).stream().filter(this::isGuarded).toList();
        if (guarded.isEmpty()) {
            throw new RefusedException(
                    ErrorCode.PAUSE_NOT_DURABLE,
                    "No partition is known to be fenced yet. This node releases nothing in scope"
                            + " meanwhile, and goes on trying.",
                    Map.of("pauseId", id.toString()),
                    Optional.empty());
        }
        List<LogPosition> fencedAt = guarded.stream().map(Fence::position).toList();
        List<Integer> pending =
                IntStream.range(0, board.size())
                        .filter(p -> fencedAt.stream().noneMatch(at -> at.partition() == p))
                        .filter(p -> board.resumed(p, id).isEmpty())
                        .boxed()
                        .toList();
        if (pending.isEmpty()) {
            intents.drop(id);
        }
        Failpoints.reached(Failpoint.PAUSE_BEFORE_ANSWER);
        return new PauseAnswer(
                guarded.getFirst().pause(),
                fencedAt,
                pending,
                Tally.sum(guarded.stream().flatMap(fence -> fence.inFlight().stream())),
                repeated);
    }

    /** A fence that a power cut could take away without anybody noticing is not named. */
    private boolean isGuarded(Fence fence) {
        try {
            log.writeGuard(fence.position());
            Failpoints.reached(Failpoint.PAUSE_AFTER_GUARD);
            return true;
        } catch (RuntimeException failure) {
            LOG.error("the guard of {} cannot be written", fence.position(), failure);
            return false;
        }
    }
}
