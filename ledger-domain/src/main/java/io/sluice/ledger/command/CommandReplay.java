package io.sluice.ledger.command;

import static io.sluice.ledger.refusal.ErrorCode.IDEMPOTENCY_KEY_REUSED;

import io.sluice.ledger.account.AccountStatus;
import io.sluice.ledger.command.FirstOutcome.Known;
import io.sluice.ledger.command.FirstOutcome.None;
import io.sluice.ledger.command.LedgerCommand.ApplyExtension;
import io.sluice.ledger.command.LedgerCommand.ApplyResumption;
import io.sluice.ledger.command.LedgerCommand.ApproveWithdrawal;
import io.sluice.ledger.command.LedgerCommand.CancelWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ChangeAccountStatus;
import io.sluice.ledger.command.LedgerCommand.CreditDeposit;
import io.sluice.ledger.command.LedgerCommand.DecideResumption;
import io.sluice.ledger.command.LedgerCommand.ExpireWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ExtendPause;
import io.sluice.ledger.command.LedgerCommand.HoldWithdrawal;
import io.sluice.ledger.command.LedgerCommand.OpenAccount;
import io.sluice.ledger.command.LedgerCommand.OpenPause;
import io.sluice.ledger.command.LedgerCommand.RejectWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ReleaseWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ReportFailure;
import io.sluice.ledger.command.LedgerCommand.ReportSettlement;
import io.sluice.ledger.command.LedgerCommand.ReportSubmission;
import io.sluice.ledger.command.LedgerCommand.RequestWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ResolveWithdrawal;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountClosed;
import io.sluice.ledger.event.LedgerEvent.AccountFrozen;
import io.sluice.ledger.event.LedgerEvent.AccountOpened;
import io.sluice.ledger.event.LedgerEvent.AccountUnfrozen;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;
import io.sluice.ledger.event.LedgerEvent.ExtensionDecided;
import io.sluice.ledger.event.LedgerEvent.PauseExtended;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.event.LedgerEvent.ResumptionAsked;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.event.LedgerEvent.WithdrawalApproved;
import io.sluice.ledger.event.LedgerEvent.WithdrawalCancelled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalExpired;
import io.sluice.ledger.event.LedgerEvent.WithdrawalFailed;
import io.sluice.ledger.event.LedgerEvent.WithdrawalHeld;
import io.sluice.ledger.event.LedgerEvent.WithdrawalOutcomeUnknown;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRejected;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSettled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSubmitted;
import io.sluice.ledger.withdrawal.Resolution;
import java.util.Optional;

/**
 * Recognises a command that was accepted before under the same key: the payload of the first one is
 * rebuilt from its first event and compared field by field, so that nothing but the log needs to be
 * kept.
 */
public final class CommandReplay {

    private CommandReplay() {}

    /**
     * Repeated, or refused because the key was used for something else; empty when the key is new.
     */
    public static Optional<Verdict> of(
            LedgerCommand command, CommandHeader header, FirstOutcome first) {
        return switch (first) {
            case None _ -> Optional.empty();
            case Known known -> {
                boolean same = isOf(command, header, known) && repeats(command, known);
                yield Optional.of(
                        same
                                ? new Verdict.Repeated(known.events(), known.firstSequence())
                                : reused());
            }
        };
    }

    /** Whether the key and the command's name are those of the first outcome. */
    public static boolean isOf(LedgerCommand command, CommandHeader header, Known first) {
        return header.requiredKey().raw().equals(first.rawKey())
                && command.name().equals(first.commandName());
    }

    public static Verdict reused() {
        return Verdict.refused(
                IDEMPOTENCY_KEY_REUSED,
                "This idempotency key was used for another command or another payload.");
    }

    private static boolean repeats(LedgerCommand command, Known first) {
        LedgerEvent event = first.events().getFirst();
        if (event instanceof WithdrawalOutcomeUnknown && command instanceof ReportFailure report) {
            // Whether it was called definitive is not in the event: it made no difference.
            return payloadOf(event).equals(withoutDefinitive(report));
        }
        return payloadOf(event).equals(command);
    }

    private static ReportFailure withoutDefinitive(ReportFailure report) {
        return new ReportFailure(report.accountId(), report.withdrawalId(), report.reason(), false);
    }

    /** The command that led to the event, where it is the first of its entry. */
    private static LedgerCommand payloadOf(LedgerEvent event) {
        return switch (event) {
            case AccountOpened e -> new OpenAccount(e.accountId());
            case AccountFrozen e ->
                    new ChangeAccountStatus(e.accountId(), AccountStatus.FROZEN, e.reason());
            case AccountUnfrozen e ->
                    new ChangeAccountStatus(e.accountId(), AccountStatus.OPEN, e.reason());
            case AccountClosed e ->
                    new ChangeAccountStatus(e.accountId(), AccountStatus.CLOSED, e.reason());
            case DepositCredited e ->
                    new CreditDeposit(e.accountId(), e.asset(), e.amount(), e.reference());
            case WithdrawalRequested e ->
                    new RequestWithdrawal(
                            e.accountId(),
                            e.asset(),
                            e.network(),
                            e.amount(),
                            e.fee(),
                            e.destination(),
                            e.expiresAt());
            case WithdrawalApproved e ->
                    new ApproveWithdrawal(e.accountId(), e.withdrawalId(), e.reason());
            case WithdrawalRejected e ->
                    new RejectWithdrawal(e.accountId(), e.withdrawalId(), e.reason());
            case WithdrawalExpired e -> new ExpireWithdrawal(e.accountId(), e.withdrawalId());
            case WithdrawalCancelled e ->
                    new CancelWithdrawal(e.accountId(), e.withdrawalId(), e.reason());
            case WithdrawalSubmitted e ->
                    new ReportSubmission(e.accountId(), e.withdrawalId(), e.railReference());
            case WithdrawalSettled e -> settled(e);
            case WithdrawalFailed e -> failed(e);
            case WithdrawalOutcomeUnknown e ->
                    new ReportFailure(e.accountId(), e.withdrawalId(), e.reason(), false);
            case WithdrawalHeld e -> new HoldWithdrawal(e.accountId(), e.withdrawalId());
            case WithdrawalReleased e ->
                    new ReleaseWithdrawal(e.accountId(), e.withdrawalId(), e.notAfter(), e.rail());
            case PauseOpened e -> payloadOf(e);
            case ResumptionAsked e -> payloadOf(e);
            case ExtensionDecided e -> payloadOf(e);
            case PauseExtended e ->
                    new ApplyExtension(
                            e.pauseId(),
                            e.extensionId(),
                            e.number(),
                            e.expectedEnd(),
                            e.decisionPosition());
            case ResumptionDecided e -> payloadOf(e);
            case PauseResumed e ->
                    new ApplyResumption(
                            e.pauseId(), e.resumptionId(), e.decisionPosition(), e.ratePerSecond());
        };
    }

    /** The command that opened the pause. */
    public static OpenPause payloadOf(PauseOpened e) {
        return new OpenPause(
                e.scope(),
                e.mode(),
                e.reason(),
                e.reasonClass(),
                e.incident(),
                e.publicMessage(),
                e.expectedEnd(),
                e.liftsAtEnd());
    }

    /** The command that decided the extension, without what its caller might do besides. */
    public static ExtendPause payloadOf(ExtensionDecided e) {
        return new ExtendPause(e.pauseId(), e.expectedEnd(), e.reason(), false);
    }

    /** The command that asked for the resumption. */
    public static DecideResumption payloadOf(ResumptionAsked e) {
        return new DecideResumption(
                e.pauseId(), e.pauseIds(), e.reason(), e.ratePerSecond(), false);
    }

    /** The command that decided the resumption, where nobody had to be asked before. */
    public static DecideResumption payloadOf(ResumptionDecided e) {
        return new DecideResumption(
                e.pauseId(), e.pauseIds(), e.reason(), e.ratePerSecond(), e.breakGlass());
    }

    /** Only a person's resolution carries evidence; a rail's report does not. */
    private static LedgerCommand settled(WithdrawalSettled e) {
        return e.evidence()
                .<LedgerCommand>map(
                        evidence ->
                                new ResolveWithdrawal(
                                        e.accountId(),
                                        e.withdrawalId(),
                                        Resolution.SETTLED,
                                        evidence))
                .orElseGet(
                        () ->
                                new ReportSettlement(
                                        e.accountId(), e.withdrawalId(), e.transaction()));
    }

    private static LedgerCommand failed(WithdrawalFailed e) {
        return e.evidence()
                .<LedgerCommand>map(
                        evidence ->
                                new ResolveWithdrawal(
                                        e.accountId(),
                                        e.withdrawalId(),
                                        Resolution.FAILED,
                                        evidence))
                .orElseGet(
                        () -> new ReportFailure(e.accountId(), e.withdrawalId(), e.reason(), true));
    }
}
