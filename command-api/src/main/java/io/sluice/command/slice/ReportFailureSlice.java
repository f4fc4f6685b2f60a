package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.ReportFailure;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.withdrawal.ReportFailureDecision;
import io.sluice.ledger.withdrawal.WithdrawalState;

/** The rail says that it did not work; the rail's rules say whether that is proof. */
final class ReportFailureSlice implements Slice<ReportFailure> {

    private final FailureProofs proofs;

    ReportFailureSlice(FailureProofs proofs) {
        this.proofs = proofs;
    }

    @Override
    public Verdict decide(ReportFailure command, CommandHeader header, States states) {
        WithdrawalState withdrawal = states.withdrawal(command.withdrawalId());
        return ReportFailureDecision.decide(
                command,
                header,
                proofs.isProof(withdrawal, header.now()),
                states.account(command.accountId()),
                withdrawal,
                states.firstOutcome(header));
    }
}
