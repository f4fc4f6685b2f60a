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
import io.sluice.ledger.command.LedgerCommand.ReleaseWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.withdrawal.WithdrawalState.AwaitingApproval;
import io.sluice.ledger.withdrawal.WithdrawalState.Existing;
import io.sluice.ledger.withdrawal.WithdrawalState.Finished;
import io.sluice.ledger.withdrawal.WithdrawalState.Leaving;
import io.sluice.ledger.withdrawal.WithdrawalState.Queued;
import java.util.List;

/**
 * The gate itself: nothing is released while a pause of either mode covers it, nor from an account
 * that is not open, nor before its approval, nor after its expiry, nor twice.
 */
public final class ReleaseWithdrawalDecision {

    /** Nothing resends, so there is only ever the first. */
    private static final int FIRST_ATTEMPT = 1;

    private ReleaseWithdrawalDecision() {}

    /** The header's actor is the ledger itself; its key, if any, is not looked at. */
    public static Verdict decide(
            ReleaseWithdrawal command,
            CommandHeader header,
            AccountState account,
            WithdrawalState withdrawal,
            CircuitState circuit,
            ExpiryClock clock) {
        return ExistingWithdrawal.decide(
                command,
                account,
                withdrawal,
                (owner, existing) ->
                        switch (owner) {
                            case Closed _ ->
                                    Verdict.refused(ACCOUNT_CLOSED, "The account is closed.");
                            case Frozen _ ->
                                    Verdict.refused(ACCOUNT_FROZEN, "The account is frozen.");
                            case Open _ -> release(command, existing, circuit, clock);
                        });
    }

    private static Verdict release(
            ReleaseWithdrawal command,
            Existing withdrawal,
            CircuitState circuit,
            ExpiryClock clock) {
        return switch (withdrawal) {
            case Queued queued when clock.expired(queued.terms()).isPresent() ->
                    Verdict.refused(ILLEGAL_TRANSITION, "This withdrawal has expired.");
            case Queued queued -> gated(command, queued, circuit);
            case AwaitingApproval _, Leaving _, Finished _ ->
                    ExistingWithdrawal.illegal(withdrawal, "released");
        };
    }

    private static Verdict gated(ReleaseWithdrawal command, Queued queued, CircuitState circuit) {
        WithdrawalTerms terms = queued.terms();
        List<PauseOpened> covering = circuit.covering(terms.asset(), terms.network());
        return covering.isEmpty()
                ? Verdict.accepted(
                        new WithdrawalReleased(
                                command.accountId(),
                                command.withdrawalId(),
                                terms.asset(),
                                terms.network(),
                                terms.amount(),
                                terms.fee(),
                                FIRST_ATTEMPT,
                                command.notAfter(),
                                command.rail()))
                : PausedRefusal.of(covering.getFirst(), circuit);
    }
}
