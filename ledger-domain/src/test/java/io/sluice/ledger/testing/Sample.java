package io.sluice.ledger.testing;

import io.sluice.ledger.approval.ApprovalPolicy;
import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.PauseTimes;
import io.sluice.ledger.circuit.ReasonClass;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandKey;
import io.sluice.ledger.command.DecisionTime;
import io.sluice.ledger.command.LedgerCommand.OpenPause;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.ResumptionId;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.ExpiryClock;
import io.sluice.ledger.withdrawal.RequestWithdrawalDecision;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Names and things that many tests share. */
public final class Sample {

    public static final AccountId ALICE = new AccountId("alice");
    public static final AccountId BOB = new AccountId("bob");
    public static final Asset BTC = new Asset("BTC");
    public static final Asset ETH = new Asset("ETH");
    public static final Asset USDT = new Asset("USDT");
    public static final Network BITCOIN = new Network("bitcoin");
    public static final Network ETHEREUM = new Network("ethereum");
    public static final Network TRON = new Network("tron");
    public static final Destination DESTINATION = new Destination("bc1qexample", Optional.empty());
    public static final Instant NOW = Instant.parse("2026-11-22T16:59:00.123456Z");

    /** Nothing needs approval. */
    public static final RequestWithdrawalDecision.Approving FREELY =
            new RequestWithdrawalDecision.Approving(
                    ApprovalPolicy.NONE, false, new DecisionTime(NOW, false));

    private Sample() {}

    /** No pause ever stopped it. */
    public static ExpiryClock expiryClock() {
        return new ExpiryClock(NOW, PauseTimes.initial());
    }

    public static CommandHeader header(Optional<CommandKey> key) {
        return new CommandHeader(uuid("command"), "tester", key, NOW);
    }

    public static CommandHeader by(String actor, CommandKey key) {
        return new CommandHeader(uuid("command"), actor, Optional.of(key), NOW);
    }

    public static CommandHeader unkeyed() {
        return header(Optional.empty());
    }

    public static CommandKey key(AccountId account, String raw) {
        return new CommandKey(NamedIds.commandKey(account, raw), raw);
    }

    public static CommandHeader keyed(AccountId account, String raw) {
        return header(Optional.of(key(account, raw)));
    }

    public static CommandKey circuitKey(String raw) {
        return new CommandKey(NamedIds.circuitKey(raw), raw);
    }

    public static CommandHeader circuitKeyed(String raw) {
        return header(Optional.of(circuitKey(raw)));
    }

    public static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    public static OpenPause openPause(Scope scope, PauseMode mode) {
        return new OpenPause(
                scope,
                mode,
                "the vendor's disks are slow",
                ReasonClass.INFRASTRUCTURE_INCIDENT,
                Optional.of("INC-7"),
                "We are working on it.",
                Optional.of(Instant.parse("2026-11-22T18:00:00Z")));
    }

    public static PauseOpened pauseOpened(String name, Scope scope, PauseMode mode) {
        OpenPause command = openPause(scope, mode);
        return new PauseOpened(
                pauseId(name),
                command.scope(),
                command.mode(),
                command.reason(),
                command.reasonClass(),
                command.incident(),
                command.publicMessage(),
                command.expectedEnd(),
                "tester");
    }

    public static PauseId pauseId(String name) {
        return new PauseId(uuid("pause " + name));
    }

    public static ResumptionId resumptionId(String name) {
        return new ResumptionId(uuid("resumption " + name));
    }

    public static PauseResumed pauseResumed(String name) {
        return new PauseResumed(
                pauseId(name), resumptionId(name), "0:1:9f2ac41b", Optional.empty());
    }

    public static CircuitState paused(Scope scope, PauseMode mode) {
        return CircuitState.initial().evolve(pauseOpened("one", scope, mode), 0);
    }
}
