package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.RequestWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.withdrawal.RequestWithdrawalDecision;

/** Reserves and queues a withdrawal; the gate is part of its consistency boundary. */
final class RequestWithdrawalSlice implements Slice<RequestWithdrawal> {

    private final Catalogue catalogue;

    RequestWithdrawalSlice(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Verdict decide(RequestWithdrawal command, CommandHeader header, States states) {
        return RequestWithdrawalDecision.decide(
                command,
                header,
                catalogue,
                states.account(command.accountId()),
                states.circuit(),
                states.firstOutcome(header));
    }
}
