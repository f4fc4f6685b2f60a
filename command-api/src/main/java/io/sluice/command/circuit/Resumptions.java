package io.sluice.command.circuit;

import io.sluice.command.bus.CommandEngine;
import io.sluice.command.bus.CommandOutcome;
import io.sluice.command.bus.Commands;
import io.sluice.command.bus.RandomIds;
import io.sluice.command.bus.Route;
import io.sluice.failpoint.Failpoint;
import io.sluice.failpoint.Failpoints;
import io.sluice.ledger.circuit.DecideResumptionDecision;
import io.sluice.ledger.command.Approvals;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand.ApplyResumption;
import io.sluice.ledger.command.LedgerCommand.DecideResumption;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import io.sluice.log.LedgerReader;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends pauses: decided once in each pause's home partition, then carried into every partition by
 * its owner. What was decided is carried on after a crash. Blocks its caller, with a deadline.
 */
public final class Resumptions {

    private static final Logger LOG = LoggerFactory.getLogger(Resumptions.class);
    private static final String ACTOR = "circuit";

    private final CommandEngine engine;
    private final Commands commands;
    private final CircuitBoard board;
    private final Intents intents;
    private final LedgerReader reader;
    private final CaughtUp caughtUp;
    private final Approvals needed;
    private final CircuitSettings settings;
    private final Clock clock;

    Resumptions(
            CommandEngine engine,
            Commands commands,
            CircuitBoard board,
            Intents intents,
            LedgerReader reader,
            CaughtUp caughtUp,
            Approvals needed,
            CircuitSettings settings,
            Clock clock) {
        this.engine = engine;
        this.commands = commands;
        this.board = board;
        this.intents = intents;
        this.reader = reader;
        this.caughtUp = caughtUp;
        this.needed = needed;
        this.settings = settings;
        this.clock = clock;
    }

    /** One who may break the glass, or one of several who are needed. */
    public record Call(
            List<PauseId> pauseIds,
            String reason,
            Optional<Integer> ratePerSecond,
            boolean breakGlass) {
        public Call {
            pauseIds = List.copyOf(pauseIds);
        }

        private List<DecideResumption> parts() {
            return pauseIds.stream()
                    .map(
                            id ->
                                    new DecideResumption(
                                            id, pauseIds, reason, ratePerSecond, breakGlass))
                    .toList();
        }
    }

    /**
     * Asks for the end of all of the pauses, or none, and ends those for which enough people have
     * asked; where that was begun and could not be finished, says that the outcome is not known,
     * and the same key goes on.
     *
     * @throws RefusedException when one of them is not known or was ended by another
     */
    public ResumptionAnswer resume(Call call, CommandHeader header) {
        List<DecideResumption> parts = call.parts();
        caughtUp.require();
        call.pauseIds().forEach(this::requireKnown);
        requireSound(parts, header);
        List<Heard> heard = new ArrayList<>();
        for (DecideResumption part : parts) {
            try {
                Failpoints.reached(Failpoint.RESUME_BEFORE_DECISION);
                heard.add(Heard.of(part.pauseId(), decide(part, header)));
                Failpoints.reached(Failpoint.RESUME_AFTER_DECISION);
            } catch (RuntimeException failure) {
                throw heard.isEmpty() ? failure : halfDecided(heard, part, failure);
            }
        }
        List<PauseId> decided = decided(heard);
        if (call.breakGlass() && !heard.stream().allMatch(Heard::repeated)) {
            LOG.error(
                    "alarm break-glass-resumption: {} alone resumed {}: {}",
                    header.actor(),
                    decided,
                    call.reason());
        }
        decided.forEach(this::awaitDecision);
        decided.forEach(id -> carry(id, everywhere -> true));
        board.await(
                () -> decided.stream().allMatch(id -> board.unresumed(id).isEmpty()),
                settings.answerWithin());
        Failpoints.reached(Failpoint.RESUME_BEFORE_ANSWER);
        return answer(call.pauseIds(), heard, header);
    }

    /** As {@link #resume(Call, CommandHeader)}, the glass left whole. */
    public ResumptionAnswer resume(
            List<PauseId> pauseIds,
            String reason,
            Optional<Integer> ratePerSecond,
            CommandHeader header) {
        return resume(new Call(pauseIds, reason, ratePerSecond, false), header);
    }

    private static List<PauseId> decided(List<Heard> heard) {
        return heard.stream().filter(Heard::decided).map(Heard::pauseId).toList();
    }

    /** What was decided takes effect, so nobody may be told that nothing did. */
    private RefusedException halfDecided(
            List<Heard> heard, DecideResumption failed, RuntimeException failure) {
        List<PauseId> decided = decided(heard);
        LOG.warn("{} decided, but not yet {}: {}", decided, failed.pauseId(), failure.toString());
        board.await(
                () -> decided.stream().allMatch(id -> board.decision(id).isPresent()),
                settings.answerWithin());
        decided.forEach(id -> carry(id, everywhere -> true));
        return partly(failed.pauseId());
    }

    private static RefusedException partly(PauseId failed) {
        return new RefusedException(
                ErrorCode.OUTCOME_UNKNOWN,
                "Some of these pauses are decided to end, and of "
                        + failed
                        + " it is not known; each pause says where it stands.");
    }

    /** Only the pause's home can say that there is none; a partition beside it may know better. */
    private void requireKnown(PauseId id) {
        int home = home(id);
        if (board.fence(home, id).isPresent()) {
            return;
        }
        if (board.anyFence(id).isPresent() || intents.isOpen(id)) {
            throw CaughtUp.unavailable("This pause is still on its way to its home partition.");
        }
        if (isThere(id, home)) {
            board.await(() -> board.fence(home, id).isPresent(), settings.answerWithin());
        }
    }

    /** As the home's owner has it, confirmed. */
    private boolean isThere(PauseId id, int home) {
        try {
            return Waiting.on(
                            engine.read(
                                    Route.toPartition(home),
                                    clock.instant().plus(settings.answerWithin()),
                                    states -> states.circuit().pause(id).isPresent()),
                            settings.answerWithin())
                    .value();
        } catch (RuntimeException failure) {
            LOG.info("whether there is {}: {}", id, failure.toString());
            throw CaughtUp.unavailable("The pause's home partition cannot be reached right now.");
        }
    }

    /**
     * What can be refused before anything is decided is, so that either all end or none; unless
     * this very call had decided some of it before.
     */
    private void requireSound(List<DecideResumption> parts, CommandHeader header) {
        List<Verdict> verdicts = parts.stream().map(part -> judge(part, header)).toList();
        boolean begun = verdicts.stream().anyMatch(Verdict.Repeated.class::isInstance);
        for (int i = 0; i < parts.size(); i++) {
            if (verdicts.get(i) instanceof Verdict.Refused(var code, var detail, var extensions)) {
                throw begun && code != ErrorCode.IDEMPOTENCY_KEY_REUSED
                        ? partly(parts.get(i).pauseId())
                        : new RefusedException(code, detail, extensions, Optional.empty());
            }
        }
    }

    private Verdict judge(DecideResumption part, CommandHeader header) {
        return DecideResumptionDecision.decide(
                part, header, needed, board.state(home(part.pauseId())), FirstOutcome.initial());
    }

    private CommandOutcome decide(DecideResumption part, CommandHeader header) {
        return Waiting.on(
                commands.send(part, header, home(part.pauseId())), settings.answerWithin());
    }

    private void awaitDecision(PauseId id) {
        if (!board.await(() -> board.decision(id).isPresent(), settings.answerWithin())) {
            throw new RefusedException(
                    ErrorCode.OUTCOME_UNKNOWN, "The decision was not read back in time.");
        }
    }

    /** Sends a decided resumption to the partitions in which the pause has not ended. */
    void carry(PauseId id, IntPredicate where) {
        board.decision(id)
                .ifPresent(
                        decision -> {
                            intents.drop(id);
                            board.unresumed(id).stream()
                                    .filter(where::test)
                                    .forEach(partition -> apply(decision, partition));
                        });
    }

    private void apply(Decision decision, int partition) {
        ApplyResumption command =
                new ApplyResumption(
                        decision.event().pauseId(),
                        decision.event().resumptionId(),
                        decision.position().toString(),
                        decision.event().ratePerSecond());
        CommandHeader header =
                new CommandHeader(
                        RandomIds.next(),
                        ACTOR,
                        Optional.empty(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
        Failpoints.reached(Failpoint.RESUME_BEFORE_APPLY);
        CompletableFuture<CommandOutcome> applied = commands.send(command, header, partition);
        var _ =
                applied.whenComplete(
                        (outcome, failure) -> {
                            if (failure == null) {
                                Failpoints.reached(Failpoint.RESUME_AFTER_APPLY);
                            } else {
                                LOG.info(
                                        "{} not yet resumed in partition {}: {}",
                                        command.pauseId(),
                                        partition,
                                        failure.toString());
                            }
                        });
    }

    private ResumptionAnswer answer(
            List<PauseId> pauseIds, List<Heard> heard, CommandHeader header) {
        List<PauseId> decided = decided(heard);
        List<Integer> pending =
                IntStream.range(0, board.size())
                        .filter(
                                p ->
                                        decided.stream()
                                                .anyMatch(id -> board.resumed(p, id).isEmpty()))
                        .boxed()
                        .toList();
        return new ResumptionAnswer(
                NamedIds.resumption(header.requiredKey().id()),
                pauseIds,
                heard.stream().flatMap(part -> part.waiting().stream()).toList(),
                heard.stream().filter(part -> !part.decided()).map(Heard::position).toList(),
                heard.stream().filter(Heard::decided).map(Heard::position).toList(),
                decided.stream()
                        .flatMap(id -> board.resumptions(id).stream())
                        .map(Resumed::position)
                        .toList(),
                pending,
                heard.stream().allMatch(Heard::repeated));
    }

    private int home(PauseId id) {
        return reader.partitionOf(id.toString());
    }
}
