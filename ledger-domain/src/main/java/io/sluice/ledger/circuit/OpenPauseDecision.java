package io.sluice.ledger.circuit;

import static io.sluice.ledger.refusal.ErrorCode.ALREADY_RESUMED;
import static io.sluice.ledger.refusal.ErrorCode.END_NOT_AHEAD;
import static io.sluice.ledger.refusal.ErrorCode.NETWORK_NOT_SUPPORTED;
import static io.sluice.ledger.refusal.ErrorCode.UNKNOWN_ASSET;
import static io.sluice.ledger.refusal.ErrorCode.UNKNOWN_NETWORK;

import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandKey;
import io.sluice.ledger.command.CommandReplay;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand.OpenPause;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.Recorded;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.money.Network;
import java.util.List;
import java.util.Optional;

/**
 * Opens a pause in one partition's copy of the circuit. A scope that can cover nothing is refused:
 * an operator who mistypes one would believe that the gate is shut.
 */
public final class OpenPauseDecision {

    private OpenPauseDecision() {}

    /** The header needs a key: the pause's id follows from it. */
    public static Verdict decide(
            OpenPause command,
            CommandHeader header,
            Catalogue catalogue,
            CircuitState circuit,
            FirstOutcome first) {
        CommandKey key = header.requiredKey();
        PauseId id = NamedIds.pause(key.id());
        return opened(command, id, circuit)
                .or(() -> CommandReplay.of(command, header, first))
                .or(() -> keyOfResumption(key, circuit))
                .or(() -> senseless(command.scope(), catalogue))
                .or(() -> past(command, header))
                .or(() -> resumed(id, circuit))
                .orElseGet(() -> Verdict.accepted(event(command, header, id)));
    }

    private static Optional<Verdict> opened(OpenPause command, PauseId id, CircuitState circuit) {
        return circuit.pause(id).map(before -> repeatedOrReused(command, before));
    }

    private static Verdict repeatedOrReused(OpenPause command, Recorded<PauseOpened> before) {
        return CommandReplay.payloadOf(before.event()).equals(command)
                ? new Verdict.Repeated(List.of(before.event()), before.sequence())
                : CommandReplay.reused();
    }

    /**
     * A resumption or an extension travels without its key, but its id tells where the key was used
     * before.
     */
    private static Optional<Verdict> keyOfResumption(CommandKey key, CircuitState circuit) {
        return circuit.liftedBy(NamedIds.resumption(key.id())).isEmpty()
                        && circuit.extendedBy(NamedIds.extension(key.id())).isEmpty()
                ? Optional.empty()
                : Optional.of(CommandReplay.reused());
    }

    private static Optional<Verdict> senseless(Scope scope, Catalogue catalogue) {
        return switch (scope) {
            case Scope.All _ -> Optional.empty();
            case Scope.OfAsset(Asset asset) -> unknown(asset, catalogue);
            case Scope.OfNetwork(Network network) -> unknown(network, catalogue);
            case Scope.OfAssetAndNetwork(Asset asset, Network network) ->
                    unknown(asset, catalogue)
                            .or(() -> unknown(network, catalogue))
                            .or(() -> apart(asset, network, catalogue));
        };
    }

    private static Optional<Verdict> unknown(Asset asset, Catalogue catalogue) {
        return catalogue.knows(asset)
                ? Optional.empty()
                : Optional.of(Verdict.refused(UNKNOWN_ASSET, "There is no such asset."));
    }

    private static Optional<Verdict> unknown(Network network, Catalogue catalogue) {
        return catalogue.knows(network)
                ? Optional.empty()
                : Optional.of(Verdict.refused(UNKNOWN_NETWORK, "There is no such network."));
    }

    private static Optional<Verdict> apart(Asset asset, Network network, Catalogue catalogue) {
        return catalogue.supports(asset, network)
                ? Optional.empty()
                : Optional.of(
                        Verdict.refused(
                                NETWORK_NOT_SUPPORTED,
                                "The asset does not travel on this network."));
    }

    /** One that lifts itself at once would look like a pause and be none. */
    private static Optional<Verdict> past(OpenPause command, CommandHeader header) {
        boolean isPast =
                command.liftAtEnd()
                        && command.expectedEnd()
                                .filter(end -> !end.isAfter(header.now()))
                                .isPresent();
        return isPast
                ? Optional.of(Verdict.refused(END_NOT_AHEAD, "This end has passed already."))
                : Optional.empty();
    }

    /** The resumption came here before the pause did: opening it now would have no effect. */
    private static Optional<Verdict> resumed(PauseId id, CircuitState circuit) {
        return circuit.resumption(id)
                .map(_ -> Verdict.refused(ALREADY_RESUMED, "This pause was resumed already."));
    }

    private static PauseOpened event(OpenPause command, CommandHeader header, PauseId id) {
        return new PauseOpened(
                id,
                command.scope(),
                command.mode(),
                command.reason(),
                command.reasonClass(),
                command.incident(),
                command.publicMessage(),
                command.expectedEnd(),
                header.actor(),
                command.liftAtEnd());
    }
}
