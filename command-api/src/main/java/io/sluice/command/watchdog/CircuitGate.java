package io.sluice.command.watchdog;

import io.sluice.command.bus.RandomIds;
import io.sluice.command.circuit.Circuit;
import io.sluice.command.circuit.CircuitBoard;
import io.sluice.command.circuit.Resumed;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.circuit.WatchdogEpisode;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandKey;
import io.sluice.ledger.command.LedgerCommand.OpenPause;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.ResumptionId;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/** Pauses and resumes as an operator would, in the watchdog's name. */
public final class CircuitGate implements Gate {

    private static final int LONGEST_REASON = 1000;

    private final Circuit circuit;
    private final Clock clock;

    public CircuitGate(Circuit circuit, Clock clock) {
        this.circuit = circuit;
        this.clock = clock;
    }

    @Override
    public PauseId shut(WatchdogCause cause, CauseSettings settings, String evidence) {
        WatchdogEpisode episode = episode(cause, settings);
        PauseId id = episode.pauseId();
        if (!board().unfenced(id).isEmpty()) {
            var _ =
                    circuit.pauses()
                            .openOrJoin(command(cause, settings, evidence), header(episode.key()));
        }
        return id;
    }

    private static OpenPause command(WatchdogCause cause, CauseSettings settings, String evidence) {
        return new OpenPause(
                settings.scope(),
                settings.mode(),
                reason(cause, evidence),
                cause.reasonClass(),
                Optional.empty(),
                cause.reasonClass().publicMessage(),
                Optional.empty());
    }

    private static String reason(WatchdogCause cause, String evidence) {
        String reason = cause.wire() + ": " + evidence;
        return reason.length() <= LONGEST_REASON
                ? reason
                : reason.substring(0, LONGEST_REASON - 3) + "...";
    }

    @Override
    public boolean open(WatchdogCause cause, CauseSettings settings, String why) {
        WatchdogEpisode episode = episode(cause, settings);
        PauseId id = episode.pauseId();
        boolean isOurs =
                board().isActive(id)
                        && board().pause(id)
                                .filter(pause -> pause.openedBy().equals(WatchdogEpisode.ACTOR))
                                .isPresent();
        if (isOurs) {
            var _ =
                    circuit.resumptions()
                            .resume(
                                    List.of(id),
                                    cause.wire() + ": " + why,
                                    Optional.empty(),
                                    header(episode.keyOfResumption()));
        }
        return isOurs;
    }

    private WatchdogEpisode episode(WatchdogCause cause, CauseSettings settings) {
        String subject =
                String.join(":", cause.wire(), text(settings.scope()), settings.mode().name());
        return WatchdogEpisode.current(subject, this::endedBy);
    }

    /** Goes into ids for ever. */
    private static String text(Scope scope) {
        return switch (scope) {
            case Scope.All all -> "ALL";
            case Scope.OfAsset(Asset asset) -> "asset=" + asset.code();
            case Scope.OfNetwork(Network network) -> "network=" + network.name();
            case Scope.OfAssetAndNetwork(Asset asset, Network network) ->
                    "asset=" + asset.code() + ",network=" + network.name();
        };
    }

    private Optional<ResumptionId> endedBy(PauseId id) {
        return board().decision(id)
                .map(decision -> decision.event().resumptionId())
                .or(
                        () ->
                                board().resumptions(id).stream()
                                        .findFirst()
                                        .map(Resumed::event)
                                        .map(resumed -> resumed.resumptionId()));
    }

    private CircuitBoard board() {
        return circuit.board();
    }

    private CommandHeader header(CommandKey key) {
        return new CommandHeader(
                RandomIds.next(),
                WatchdogEpisode.ACTOR,
                Optional.of(key),
                clock.instant().truncatedTo(ChronoUnit.MICROS));
    }
}
