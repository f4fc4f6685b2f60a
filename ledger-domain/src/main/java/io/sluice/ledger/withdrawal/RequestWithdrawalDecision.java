package io.sluice.ledger.withdrawal;

import static io.sluice.ledger.refusal.ErrorCode.ACCOUNT_CLOSED;
import static io.sluice.ledger.refusal.ErrorCode.ACCOUNT_FROZEN;
import static io.sluice.ledger.refusal.ErrorCode.ACCOUNT_NOT_FOUND;
import static io.sluice.ledger.refusal.ErrorCode.AMOUNT_NOT_POSITIVE;
import static io.sluice.ledger.refusal.ErrorCode.AMOUNT_TOO_LARGE;
import static io.sluice.ledger.refusal.ErrorCode.EXPIRY_PASSED;
import static io.sluice.ledger.refusal.ErrorCode.INSUFFICIENT_FUNDS;
import static io.sluice.ledger.refusal.ErrorCode.NETWORK_NOT_SUPPORTED;
import static io.sluice.ledger.refusal.ErrorCode.UNKNOWN_ASSET;
import static io.sluice.ledger.refusal.ErrorCode.UNKNOWN_NETWORK;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.AccountState.Absent;
import io.sluice.ledger.account.AccountState.Closed;
import io.sluice.ledger.account.AccountState.Existing;
import io.sluice.ledger.account.AccountState.Frozen;
import io.sluice.ledger.account.AccountState.Open;
import io.sluice.ledger.approval.ApprovalNeed;
import io.sluice.ledger.approval.ApprovalPolicy;
import io.sluice.ledger.approval.ApprovalRule;
import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandReplay;
import io.sluice.ledger.command.DecisionTime;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand.RequestWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.Admission;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.WithdrawalHeld;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Catalogue;
import java.util.List;
import java.util.Optional;

/**
 * A request reserves amount and fee, and queues, or waits for approval where the policy says so.
 * Where a pause covers it, REJECT refuses it and HOLD holds it in the same entry, unless it waits
 * for approval first; where both cover, REJECT wins.
 */
public final class RequestWithdrawalDecision {

    private RequestWithdrawalDecision() {}

    /**
     * What decides whether a request needs approval.
     *
     * @param destinationKnown whether the account had a withdrawal queued there before; anything
     *     where the policy does not ask
     */
    public record Approving(ApprovalPolicy policy, boolean destinationKnown, DecisionTime time) {}

    /** The header needs a key: the withdrawal's id follows from it. */
    public static Verdict decide(
            RequestWithdrawal command,
            CommandHeader header,
            Catalogue catalogue,
            Approving approving,
            AccountState account,
            CircuitState circuit,
            FirstOutcome first) {
        return switch (account) {
            case Absent _ -> Verdict.refused(ACCOUNT_NOT_FOUND, "There is no such account.");
            case Existing existing ->
                    CommandReplay.of(command, header, first)
                            .or(() -> unsound(command, catalogue))
                            .or(() -> tooLate(command, approving.time()))
                            .or(() -> barred(existing))
                            .or(() -> paused(command, circuit))
                            .or(() -> uncovered(command, existing))
                            .orElseGet(
                                    () -> accepted(command, header, approving, existing, circuit));
        };
    }

    /** What is wrong with the request whatever the account holds. */
    private static Optional<Verdict> unsound(RequestWithdrawal command, Catalogue catalogue) {
        if (!catalogue.knows(command.asset())) {
            return Optional.of(Verdict.refused(UNKNOWN_ASSET, "There is no such asset."));
        }
        if (!catalogue.knows(command.network())) {
            return Optional.of(Verdict.refused(UNKNOWN_NETWORK, "There is no such network."));
        }
        if (!catalogue.supports(command.asset(), command.network())) {
            return Optional.of(
                    Verdict.refused(
                            NETWORK_NOT_SUPPORTED, "The asset does not travel on this network."));
        }
        if (command.amount().isZero()) {
            return Optional.of(
                    Verdict.refused(AMOUNT_NOT_POSITIVE, "The amount must be more than zero."));
        }
        if (!command.amount().canAdd(command.fee())) {
            return Optional.of(
                    Verdict.refused(
                            AMOUNT_TOO_LARGE,
                            "Amount and fee are above 2^256-1 smallest units together."));
        }
        return Optional.empty();
    }

    private static Optional<Verdict> tooLate(RequestWithdrawal command, DecisionTime time) {
        return command.expiresAt()
                .filter(end -> !end.isAfter(time.at()))
                .map(_ -> Verdict.refused(EXPIRY_PASSED, "The expiry is in the past."));
    }

    private static Optional<Verdict> barred(Existing account) {
        return switch (account) {
            case Closed _ -> Optional.of(Verdict.refused(ACCOUNT_CLOSED, "The account is closed."));
            case Frozen _ -> Optional.of(Verdict.refused(ACCOUNT_FROZEN, "The account is frozen."));
            case Open _ -> Optional.empty();
        };
    }

    private static Optional<Verdict> paused(RequestWithdrawal command, CircuitState circuit) {
        return circuit.covering(command.asset(), command.network(), PauseMode.REJECT).stream()
                .findFirst()
                .map(pause -> PausedRefusal.of(pause, circuit));
    }

    private static Optional<Verdict> uncovered(RequestWithdrawal command, Existing account) {
        boolean covered =
                account.balances()
                        .of(command.asset())
                        .available()
                        .covers(command.amount().plus(command.fee()));
        return covered
                ? Optional.empty()
                : Optional.of(
                        Verdict.refused(
                                INSUFFICIENT_FUNDS,
                                "The available balance does not cover amount and fee."));
    }

    private static Verdict accepted(
            RequestWithdrawal command,
            CommandHeader header,
            Approving approving,
            Existing account,
            CircuitState circuit) {
        WithdrawalId id = NamedIds.withdrawal(header.requiredKey().id());
        WithdrawalRequested requested =
                new WithdrawalRequested(
                        command.accountId(),
                        id,
                        command.asset(),
                        command.network(),
                        command.amount(),
                        command.fee(),
                        command.destination(),
                        Optional.of(admission(command, header, approving, account)));
        List<PauseOpened> holding =
                circuit.covering(command.asset(), command.network(), PauseMode.HOLD);
        return holding.isEmpty() || requested.approval().isPresent()
                ? Verdict.accepted(requested)
                : Verdict.accepted(
                        requested,
                        new WithdrawalHeld(
                                command.accountId(),
                                id,
                                holding.stream().map(PauseOpened::pauseId).toList()));
    }

    private static Admission admission(
            RequestWithdrawal command,
            CommandHeader header,
            Approving approving,
            Existing account) {
        List<ApprovalRule> firing =
                approving
                        .policy()
                        .firing(
                                command,
                                account.recent(),
                                approving.destinationKnown(),
                                approving.time());
        return new Admission(
                approving.time().at(),
                command.expiresAt(),
                firing.isEmpty()
                        ? Optional.empty()
                        : Optional.of(new ApprovalNeed(firing, header.actor())));
    }
}
