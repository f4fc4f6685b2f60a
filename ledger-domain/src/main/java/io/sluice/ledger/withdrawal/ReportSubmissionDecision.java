package io.sluice.ledger.withdrawal;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand.ReportSubmission;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSubmitted;
import io.sluice.ledger.event.Recorded;
import io.sluice.ledger.withdrawal.WithdrawalState.AwaitingApproval;
import io.sluice.ledger.withdrawal.WithdrawalState.Back;
import io.sluice.ledger.withdrawal.WithdrawalState.Existing;
import io.sluice.ledger.withdrawal.WithdrawalState.Failed;
import io.sluice.ledger.withdrawal.WithdrawalState.Leaving;
import io.sluice.ledger.withdrawal.WithdrawalState.Queued;
import io.sluice.ledger.withdrawal.WithdrawalState.Settled;
import java.util.Optional;

/**
 * The rail has it, under its own reference; said once per withdrawal. Rails repeat themselves: the
 * same reference again is a repetition whatever happened since, and under whatever key.
 */
public final class ReportSubmissionDecision {

    private ReportSubmissionDecision() {}

    public static Verdict decide(
            ReportSubmission command,
            CommandHeader header,
            AccountState account,
            WithdrawalState withdrawal,
            FirstOutcome first) {
        return ExistingWithdrawal.decide(
                command, header, account, withdrawal, first, existing -> submit(command, existing));
    }

    private static Verdict submit(ReportSubmission command, Existing withdrawal) {
        Optional<Recorded<WithdrawalSubmitted>> before =
                switch (withdrawal) {
                    case Leaving leaving -> leaving.submission();
                    case Settled settled -> settled.submission();
                    case Failed failed -> failed.submission();
                    case AwaitingApproval _, Queued _, Back _ -> Optional.empty();
                };
        if (before.isPresent()) {
            return before.get().event().railReference().equals(command.railReference())
                    ? ExistingWithdrawal.repeated(before.get())
                    : ExistingWithdrawal.illegal(withdrawal, "submitted under another reference");
        }
        return withdrawal instanceof Leaving
                ? Verdict.accepted(
                        new WithdrawalSubmitted(
                                command.accountId(),
                                command.withdrawalId(),
                                command.railReference()))
                : ExistingWithdrawal.illegal(withdrawal, "submitted");
    }
}
