package io.sluice.ledger.withdrawal;

import static io.sluice.ledger.refusal.ErrorCode.ILLEGAL_TRANSITION;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.HoldWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.WithdrawalHeld;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.withdrawal.WithdrawalState.AwaitingApproval;
import io.sluice.ledger.withdrawal.WithdrawalState.Existing;
import io.sluice.ledger.withdrawal.WithdrawalState.Finished;
import io.sluice.ledger.withdrawal.WithdrawalState.Held;
import io.sluice.ledger.withdrawal.WithdrawalState.Leaving;
import io.sluice.ledger.withdrawal.WithdrawalState.Requested;
import java.util.List;

/** A pause of either mode found it queued: from now on it says so. */
public final class HoldWithdrawalDecision {

    private HoldWithdrawalDecision() {}

    /** The header's actor is the ledger itself; its key, if any, is not looked at. */
    public static Verdict decide(
            HoldWithdrawal command,
            CommandHeader header,
            AccountState account,
            WithdrawalState withdrawal,
            CircuitState circuit) {
        return ExistingWithdrawal.decide(
                command, account, withdrawal, (_, existing) -> hold(command, existing, circuit));
    }

    private static Verdict hold(HoldWithdrawal command, Existing withdrawal, CircuitState circuit) {
        return switch (withdrawal) {
            case Requested requested -> {
                List<PauseId> covering =
                        circuit
                                .covering(requested.terms().asset(), requested.terms().network())
                                .stream()
                                .map(PauseOpened::pauseId)
                                .toList();
                yield covering.isEmpty()
                        ? Verdict.refused(ILLEGAL_TRANSITION, "No pause covers this withdrawal.")
                        : Verdict.accepted(
                                new WithdrawalHeld(
                                        command.accountId(), command.withdrawalId(), covering));
            }
            case AwaitingApproval _, Held _, Leaving _, Finished _ ->
                    ExistingWithdrawal.illegal(withdrawal, "held");
        };
    }
}
