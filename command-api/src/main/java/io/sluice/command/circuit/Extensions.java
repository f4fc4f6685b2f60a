package io.sluice.command.circuit;

import io.sluice.command.bus.CommandOutcome;
import io.sluice.command.bus.Commands;
import io.sluice.command.bus.RandomIds;
import io.sluice.failpoint.Failpoint;
import io.sluice.failpoint.Failpoints;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.ApplyExtension;
import io.sluice.ledger.command.LedgerCommand.ExtendPause;
import io.sluice.ledger.event.LedgerEvent.ExtensionDecided;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import io.sluice.log.LogPosition;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Moves the expected ends of pauses: decided in the pause's home partition, then carried into every
 * partition by its owner. What was decided is carried on after a crash. Blocks its caller, with a
 * deadline.
 */
public final class Extensions {

    private static final Logger LOG = LoggerFactory.getLogger(Extensions.class);
    private static final String ACTOR = "circuit";

    private final Commands commands;
    private final CircuitBoard board;
    private final Intents intents;
    private final ToIntFunction<PauseId> home;
    private final CircuitSettings settings;
    private final Clock clock;
    private final Set<PauseId> seenHalfDone = new HashSet<>();

    Extensions(
            Commands commands,
            CircuitBoard board,
            Intents intents,
            ToIntFunction<PauseId> home,
            CircuitSettings settings,
            Clock clock) {
        this.commands = commands;
        this.board = board;
        this.intents = intents;
        this.home = home;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Decides and carries; what could not be carried in time is carried in the background.
     *
     * @throws RefusedException when it is refused, or its home cannot be reached
     */
    public ExtensionAnswer extend(ExtendPause command, CommandHeader header) {
        PauseId id = command.pauseId();
        CommandOutcome outcome =
                Waiting.on(
                        commands.send(command, header, home.applyAsInt(id)),
                        settings.answerWithin());
        return switch (outcome) {
            case CommandOutcome.Accepted(var events, var position) ->
                    carried((ExtensionDecided) events.getFirst(), position, false);
            case CommandOutcome.Repeated(var events, var position) ->
                    carried((ExtensionDecided) events.getFirst(), position, true);
            case CommandOutcome.Refused refused -> throw refusal(id, refused);
        };
    }

    /** Only the pause's home can say that there is none; a partition beside it may know better. */
    private RefusedException refusal(PauseId id, CommandOutcome.Refused refused) {
        boolean onItsWay =
                refused.code() == ErrorCode.PAUSE_NOT_FOUND
                        && (board.anyFence(id).isPresent() || intents.isOpen(id));
        return onItsWay
                ? CaughtUp.unavailable("This pause is still on its way to its home partition.")
                : refused.toException();
    }

    private ExtensionAnswer carried(
            ExtensionDecided event, LogPosition position, boolean repeated) {
        Failpoints.reached(Failpoint.EXTEND_AFTER_DECISION);
        PauseId id = event.pauseId();
        board.await(
                () ->
                        board.extension(id)
                                .filter(last -> last.event().number() >= event.number())
                                .isPresent(),
                settings.answerWithin());
        carry(id, everywhere -> true);
        board.await(() -> board.unextended(id).isEmpty(), settings.answerWithin());
        return new ExtensionAnswer(event, position, board.unextended(id), repeated);
    }

    /** Sends the last decision to the partitions that do not have it yet; waits for nothing. */
    private void carry(PauseId id, IntPredicate where) {
        board.extension(id)
                .ifPresent(
                        extension ->
                                board.unextended(id).stream()
                                        .filter(where::test)
                                        .forEach(partition -> apply(extension, partition)));
    }

    /** One attempt at what was half done at the last look too. */
    void complete(IntPredicate where) {
        Set<PauseId> halfDone = new HashSet<>();
        for (PauseId id : board.active()) {
            if (board.unextended(id).stream().anyMatch(where::test)) {
                halfDone.add(id);
                if (seenHalfDone.contains(id)) {
                    carry(id, where);
                }
            }
        }
        seenHalfDone.clear();
        seenHalfDone.addAll(halfDone);
    }

    private void apply(Extension extension, int partition) {
        ExtensionDecided event = extension.event();
        CommandHeader header =
                new CommandHeader(
                        RandomIds.next(),
                        ACTOR,
                        Optional.empty(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
        var _ =
                commands.send(
                                new ApplyExtension(
                                        event.pauseId(),
                                        event.extensionId(),
                                        event.number(),
                                        event.expectedEnd(),
                                        extension.position().toString()),
                                header,
                                partition)
                        .whenComplete(
                                (outcome, failure) -> {
                                    if (failure != null) {
                                        LOG.info(
                                                "{} not yet extended in partition {}: {}",
                                                event.pauseId(),
                                                partition,
                                                failure.toString());
                                    }
                                });
    }
}
