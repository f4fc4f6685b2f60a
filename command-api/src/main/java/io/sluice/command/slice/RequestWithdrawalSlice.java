package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand.RequestWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.withdrawal.RequestWithdrawalDecision;
import io.sluice.ledger.withdrawal.RequestWithdrawalDecision.Approving;

/**
 * Reserves and queues a withdrawal, or lets it wait for approval; gate and limits are part of its
 * consistency boundary. Where there is no room for one more, only what is known already is
 * answered.
 */
final class RequestWithdrawalSlice implements Slice<RequestWithdrawal> {

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
        return room.refusal(states.partition(), first)
                .orElseGet(() -> decide(command, header, states, first));
    }

    private Verdict decide(
            RequestWithdrawal command, CommandHeader header, States states, FirstOutcome first) {
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
