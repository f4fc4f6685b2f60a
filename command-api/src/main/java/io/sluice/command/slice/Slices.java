package io.sluice.command.slice;

import io.sluice.command.bus.CommandEngine;
import io.sluice.ledger.command.Approvals;
import io.sluice.ledger.command.LedgerCommand;
import io.sluice.ledger.money.Catalogue;

/** Which slice decides which command. Pauses are opened by barriers (package {@code circuit}). */
public final class Slices {

    private Slices() {}

    public static void subscribe(
            CommandEngine engine,
            Catalogue catalogue,
            Approvals approvals,
            Approvals toResume,
            ApprovalTerms terms,
            OpenRoom room,
            FailureProofs proofs,
            ReleaseGate gate) {
        engine.with("open-account", LedgerCommand.OpenAccount.class, new OpenAccountSlice())
                .with(
                        "change-account-status",
                        LedgerCommand.ChangeAccountStatus.class,
                        new ChangeAccountStatusSlice())
                .with(
                        "credit-deposit",
                        LedgerCommand.CreditDeposit.class,
                        new CreditDepositSlice(catalogue))
                .with(
                        "request-withdrawal",
                        LedgerCommand.RequestWithdrawal.class,
                        new RequestWithdrawalSlice(catalogue, terms, room))
                .with(
                        "cancel-withdrawal",
                        LedgerCommand.CancelWithdrawal.class,
                        new CancelWithdrawalSlice())
                .with(
                        "report-submission",
                        LedgerCommand.ReportSubmission.class,
                        new ReportSubmissionSlice())
                .with(
                        "report-settlement",
                        LedgerCommand.ReportSettlement.class,
                        new ReportSettlementSlice())
                .with(
                        "report-failure",
                        LedgerCommand.ReportFailure.class,
                        new ReportFailureSlice(proofs))
                .with(
                        "resolve-withdrawal",
                        LedgerCommand.ResolveWithdrawal.class,
                        new ResolveWithdrawalSlice(approvals))
                .with(
                        "decide-resumption",
                        LedgerCommand.DecideResumption.class,
                        new DecideResumptionSlice(toResume))
                .with(
                        "apply-resumption",
                        LedgerCommand.ApplyResumption.class,
                        new ApplyResumptionSlice())
                .with(
                        "extend-pause",
                        LedgerCommand.ExtendPause.class,
                        new ExtendPauseSlice(toResume.people() == 1))
                .with(
                        "apply-extension",
                        LedgerCommand.ApplyExtension.class,
                        new ApplyExtensionSlice())
                .with("lift-pause", LedgerCommand.LiftPause.class, new LiftPauseSlice())
                .with(Batch.OfReleases.NAME, Batch.OfReleases.class, new ReleaseBatchSlice(gate))
                .with(
                        "approve-withdrawal",
                        LedgerCommand.ApproveWithdrawal.class,
                        new ApproveWithdrawalSlice(terms))
                .with(
                        "reject-withdrawal",
                        LedgerCommand.RejectWithdrawal.class,
                        new RejectWithdrawalSlice(terms))
                .with(Batch.OfExpiries.NAME, Batch.OfExpiries.class, new ExpireBatchSlice())
                .with(Batch.OfHolds.NAME, Batch.OfHolds.class, new HoldBatchSlice())
                .with(Unreadable.NAME, Unreadable.class, new UnreadableSlice(room));
    }
}
