package io.sluice.command.circuit;

import io.sluice.command.bus.CommandEngine;
import io.sluice.command.bus.CommandOutcome;
import io.sluice.command.bus.Commands;
import io.sluice.command.bus.Route;
import io.sluice.failpoint.Failpoint;
import io.sluice.failpoint.Failpoints;
import io.sluice.ledger.circuit.DecideResumptionDecision;
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
import io.sluice.log.LogPosition;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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
    private final CircuitSettings settings;
    private final Clock clock;

    Resumptions(
            CommandEngine engine,
            Commands commands,
            CircuitBoard board,
            Intents intents,
            LedgerReader reader,
            CaughtUp caughtUp,
            CircuitSettings settings,
            Clock clock) {
        this.engine = engine;
        this.commands = commands;
        this.board = board;
        this.intents = intents;
        this.reader = reader;
        this.caughtUp = caughtUp;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Ends all of the pauses, or none; where that was begun and could not be finished, says that
     * the outcome is not known, and the same key goes on.
     *
     * @throws RefusedException when one of them is not known or was ended by another
     */
    public ResumptionAnswer resume(
            List<PauseId> pauseIds,
            String reason,
            Optional<Integer> ratePerSecond,
            CommandHeader header) {
        List<DecideResumption> parts =
                pauseIds.stream()
                        .map(id -> new DecideResumption(id, pauseIds, reason, ratePerSecond))
                        .toList();
        caughtUp.require();
        pauseIds.forEach(this::requireKnown);
        requireSound(parts, header);
        boolean repeated = true;
        List<LogPosition> decidedAt = new ArrayList<>();
        for (DecideResumption part : parts) {
            try {
                Failpoints.reached(Failpoint.RESUME_BEFORE_DECISION);
                CommandOutcome outcome = decide(part, header);
                decidedAt.add(positionOf(outcome));
                Failpoints.reached(Failpoint.RESUME_AFTER_DECISION);
                repeated &= outcome instanceof CommandOutcome.Repeated;
            } catch (RuntimeException failure) {
                throw decidedAt.isEmpty()
                        ? failure
                        : halfDecided(pauseIds.subList(0, decidedAt.size()), part, failure);
            }
        }
        parts.forEach(part -> awaitDecision(part.pauseId()));
        pauseIds.forEach(id -> carry(id, everywhere -> true));
        board.await(
                () -> pauseIds.stream().allMatch(id -> board.unresumed(id).isEmpty()),
                settings.answerWithin());
        Failpoints.reached(Failpoint.RESUME_BEFORE_ANSWER);
        return answer(pauseIds, decidedAt, repeated, header);
    }

    /** What was decided takes effect, so nobody may be told that nothing did. */
    private RefusedException halfDecided(
            List<PauseId> decided, DecideResumption failed, RuntimeException failure) {
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
                part, header, board.state(home(part.pauseId())), FirstOutcome.initial());
    }

    private CommandOutcome decide(DecideResumption part, CommandHeader header) {
        return Waiting.on(
                commands.send(part, header, home(part.pauseId())), settings.answerWithin());
    }

    private static LogPosition positionOf(CommandOutcome outcome) {
        return switch (outcome) {
            case CommandOutcome.Accepted accepted -> accepted.position();
            case CommandOutcome.Repeated repeated -> repeated.position();
            case CommandOutcome.Refused refused -> throw refused.toException();
        };
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
                        UUID.randomUUID(),
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
            List<PauseId> pauseIds,
            List<LogPosition> decidedAt,
            boolean repeated,
            CommandHeader header) {
        List<Integer> pending =
                IntStream.range(0, board.size())
                        .filter(
                                p ->
                                        pauseIds.stream()
                                                .anyMatch(id -> board.resumed(p, id).isEmpty()))
                        .boxed()
                        .toList();
        return new ResumptionAnswer(
                NamedIds.resumption(header.requiredKey().id()),
                pauseIds,
                decidedAt,
                pauseIds.stream()
                        .flatMap(id -> board.resumptions(id).stream())
                        .map(Resumed::position)
                        .toList(),
                pending,
                repeated);
    }

    private int home(PauseId id) {
        return reader.partitionOf(id.toString());
    }
}
