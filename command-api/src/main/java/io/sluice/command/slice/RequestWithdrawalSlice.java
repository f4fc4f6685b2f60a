package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand.RequestWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.withdrawal.RequestWithdrawalDecision;
import io.sluice.ledger.withdrawal.RequestWithdrawalDecision.Approving;

/**
 * Reserves and queues a withdrawal, or lets it wait for approval; gate and limits are part of its
 * consistency boundary. Where there is no room for one more, only what is known already is
 * answered.
 */
final class RequestWithdrawalSlice implements Slice<RequestWithdrawal> {

    static final Verdict NO_ROOM =
            Verdict.refused(
                    ErrorCode.TOO_MANY_IN_FLIGHT,
                    "As many withdrawals are on their way, or held, as there is room for.");

    private final Catalogue catalogue;
    private final ApprovalTerms approvals;
    private final OpenRoom room;

    RequestWithdrawalSlice(Catalogue catalogue, ApprovalTerms approvals, OpenRoom room) {
        this.catalogue = catalogue;
        this.approvals = approvals;
        this.room = room;
    }

    @Override
    public Verdict decide(RequestWithdrawal command, CommandHeader header, States states) {
        FirstOutcome first = states.firstOutcome(header);
        if (first instanceof FirstOutcome.None && !room.isLeft(states.partition())) {
            return NO_ROOM;
        }
        return RequestWithdrawalDecision.decide(
                command,
                header,
                catalogue,
                approving(command, header, states),
                states.account(command.accountId()),
                states.circuit(),
                first);
    }

    private Approving approving(RequestWithdrawal command, CommandHeader header, States states) {
        boolean known =
                approvals.policy().newDestinations()
                        && states.knowsDestination(
                                command.accountId(), command.network(), command.destination());
        return new Approving(
                approvals.policy(),
                known,
                states.time(header, approvals.clockStepped().getAsBoolean()));
    }
}
