package io.sluice.ledger.withdrawal;

import static io.sluice.ledger.refusal.ErrorCode.ACCOUNT_CLOSED;
import static io.sluice.ledger.refusal.ErrorCode.ACCOUNT_FROZEN;
import static io.sluice.ledger.refusal.ErrorCode.ILLEGAL_TRANSITION;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.AccountState.Closed;
import io.sluice.ledger.account.AccountState.Frozen;
import io.sluice.ledger.account.AccountState.Open;
import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand.ApproveWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.WithdrawalApproved;
import io.sluice.ledger.event.LedgerEvent.WithdrawalHeld;
import io.sluice.ledger.id.PauseId;
import java.util.List;

/**
 * A person lets a withdrawal go that needed approval: exactly the terms that its request recorded,
 * which never change. It was accepted when it was asked for, so a pause of either mode holds it and
 * refuses nothing.
 */
public final class ApproveWithdrawalDecision {

    private ApproveWithdrawalDecision() {}

    /**
     * @param secondPerson whether whoever asked for it may not approve of it
     */
    public static Verdict decide(
            ApproveWithdrawal command,
            CommandHeader header,
            boolean secondPerson,
            AccountState account,
            WithdrawalState withdrawal,
            CircuitState circuit,
            ExpiryClock clock,
            FirstOutcome first) {
        return Judging.decide(
                command,
                header,
                secondPerson,
                account,
                withdrawal,
                first,
                (owner, existing) ->
                        switch (owner) {
                            case Closed _ ->
                                    Verdict.refused(ACCOUNT_CLOSED, "The account is closed.");
                            case Frozen _ ->
                                    Verdict.refused(ACCOUNT_FROZEN, "The account is frozen.");
                            case Open _ ->
                                    Judging.judge(
                                            existing,
                                            "approved",
                                            awaiting ->
                                                    approve(
                                                            command,
                                                            awaiting.terms(),
                                                            circuit,
                                                            clock));
                        });
    }

    private static Verdict approve(
            ApproveWithdrawal command,
            WithdrawalTerms terms,
            CircuitState circuit,
            ExpiryClock clock) {
        return clock.expired(terms).isPresent()
                ? Verdict.refused(ILLEGAL_TRANSITION, "This withdrawal has expired.")
                : accepted(command, terms, circuit);
    }

    private static Verdict accepted(
            ApproveWithdrawal command, WithdrawalTerms terms, CircuitState circuit) {
        WithdrawalApproved approved =
                new WithdrawalApproved(
                        command.accountId(),
                        command.withdrawalId(),
                        terms.asset(),
                        terms.network(),
                        terms.amount(),
                        terms.fee(),
                        terms.destination(),
                        command.reason());
        List<PauseId> holding =
                circuit.covering(terms.asset(), terms.network()).stream()
                        .map(PauseOpened::pauseId)
                        .toList();
        return holding.isEmpty()
                ? Verdict.accepted(approved)
                : Verdict.accepted(
                        approved,
                        new WithdrawalHeld(command.accountId(), command.withdrawalId(), holding));
    }
}
