package io.sluice.command.circuit;

import io.sluice.command.bus.CommandOutcome;
import io.sluice.command.bus.Commands;
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

    private final Commands commands;
    private final CircuitBoard board;
    private final Intents intents;
    private final LedgerReader reader;
    private final CircuitSettings settings;
    private final Clock clock;

    Resumptions(
            Commands commands,
            CircuitBoard board,
            Intents intents,
            LedgerReader reader,
            CircuitSettings settings,
            Clock clock) {
        this.commands = commands;
        this.board = board;
        this.intents = intents;
        this.reader = reader;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Ends all of the pauses, or none.
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
        parts.forEach(part -> requireSound(part, header));
        boolean repeated = true;
        List<LogPosition> decidedAt = new ArrayList<>();
        for (DecideResumption part : parts) {
            CommandOutcome outcome = decide(part, header);
            repeated &= outcome instanceof CommandOutcome.Repeated;
            decidedAt.add(positionOf(outcome));
        }
        parts.forEach(part -> awaitDecision(part.pauseId()));
        pauseIds.forEach(this::carry);
        board.await(
                () -> pauseIds.stream().allMatch(id -> board.unresumed(id).isEmpty()),
                settings.answerWithin());
        return answer(pauseIds, decidedAt, repeated, header);
    }

    /** What can be refused before anything is decided is, so that either all end or none. */
    private void requireSound(DecideResumption part, CommandHeader header) {
        requireAtHome(part.pauseId());
        Verdict verdict =
                DecideResumptionDecision.decide(
                        part, header, board.state(home(part.pauseId())), FirstOutcome.initial());
        verdict.refusal()
                .ifPresent(
                        refused -> {
                            throw new RefusedException(
                                    refused.code(),
                                    refused.detail(),
                                    refused.extensions(),
                                    Optional.empty());
                        });
    }

    /** A pause on its way can only be ended once it has come to where that is decided. */
    private void requireAtHome(PauseId id) {
        boolean known =
                board.pause(id).isPresent()
                        || intents.open().stream().anyMatch(i -> i.pause().pauseId().equals(id));
        if (known && board.fence(home(id), id).isEmpty()) {
            throw new RefusedException(
                    ErrorCode.STORE_UNAVAILABLE,
                    "The pause does not stand in its home partition yet.");
        }
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
    void carry(PauseId id) {
        board.decision(id)
                .ifPresent(
                        decision -> {
                            intents.drop(id);
                            for (int partition : board.unresumed(id)) {
                                apply(decision, partition);
                            }
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
        CompletableFuture<CommandOutcome> applied = commands.send(command, header, partition);
        var _ =
                applied.whenComplete(
                        (outcome, failure) -> {
                            if (failure != null) {
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
