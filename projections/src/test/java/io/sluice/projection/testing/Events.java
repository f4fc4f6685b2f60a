package io.sluice.projection.testing;

import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.ReasonClass;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.ResumptionId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.RailTerms;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Events in few words. */
public final class Events {

    public static final Asset BTC = new Asset("BTC");
    public static final Network BITCOIN = new Network("bitcoin");

    private Events() {}

    public static WithdrawalId withdrawal(String name) {
        return new WithdrawalId(uuid(name));
    }

    public static PauseId pause(String name) {
        return new PauseId(uuid(name));
    }

    public static ResumptionId resumption(String name) {
        return new ResumptionId(uuid(name));
    }

    private static UUID uuid(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    public static LedgerEvent opened(String account) {
        return new LedgerEvent.AccountOpened(new AccountId(account));
    }

    public static LedgerEvent frozen(String account) {
        return new LedgerEvent.AccountFrozen(new AccountId(account), "a reason");
    }

    public static LedgerEvent deposited(String account, Amount amount, String reference) {
        AccountId id = new AccountId(account);
        return new LedgerEvent.DepositCredited(
                id, NamedIds.deposit(id, BTC, reference), BTC, amount, reference);
    }

    public static LedgerEvent requested(String account, String name, long amount, long fee) {
        return requested(account, name, amount, fee, new Destination("bc1q", Optional.empty()));
    }

    public static LedgerEvent requested(
            String account, String name, long amount, long fee, Destination destination) {
        return new LedgerEvent.WithdrawalRequested(
                new AccountId(account),
                withdrawal(name),
                BTC,
                BITCOIN,
                Amount.of(amount),
                Amount.of(fee),
                destination);
    }

    public static LedgerEvent held(String account, String name, PauseId... by) {
        return new LedgerEvent.WithdrawalHeld(
                new AccountId(account), withdrawal(name), List.of(by));
    }

    public static LedgerEvent released(String account, String name, long amount, long fee) {
        return new LedgerEvent.WithdrawalReleased(
                new AccountId(account),
                withdrawal(name),
                BTC,
                BITCOIN,
                Amount.of(amount),
                Amount.of(fee),
                1,
                Instant.parse("2026-11-22T18:00:00Z"),
                RailTerms.OF_THE_FIRST_VERSION);
    }

    public static LedgerEvent submitted(String account, String name) {
        return new LedgerEvent.WithdrawalSubmitted(
                new AccountId(account), withdrawal(name), "rail-1");
    }

    public static LedgerEvent settled(String account, String name, long amount, long fee) {
        return new LedgerEvent.WithdrawalSettled(
                new AccountId(account),
                withdrawal(name),
                BTC,
                Amount.of(amount),
                Amount.of(fee),
                "tx-1",
                Optional.empty());
    }

    public static LedgerEvent cancelled(
            String account, String name, long amount, long fee, String reason) {
        return new LedgerEvent.WithdrawalCancelled(
                new AccountId(account),
                withdrawal(name),
                BTC,
                Amount.of(amount),
                Amount.of(fee),
                reason);
    }

    public static LedgerEvent pauseOpened(PauseId id) {
        return new LedgerEvent.PauseOpened(
                id,
                new Scope.OfAsset(BTC),
                PauseMode.HOLD,
                "node down",
                ReasonClass.INFRASTRUCTURE_INCIDENT,
                Optional.of("INC-1"),
                "Back soon.",
                Optional.empty(),
                "olga");
    }

    public static LedgerEvent resumptionDecided(PauseId id, ResumptionId resumption) {
        return new LedgerEvent.ResumptionDecided(
                resumption, List.of(id), id, "fixed", Optional.of(5), "otto");
    }

    public static LedgerEvent pauseResumed(PauseId id, ResumptionId resumption) {
        return new LedgerEvent.PauseResumed(id, resumption, "0:1:00000000", Optional.of(5));
    }
}
