package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.account.ChangeAccountStatusDecision;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.ChangeAccountStatus;
import io.sluice.ledger.command.Verdict;

/** Freezes, unfreezes or closes an account. */
final class ChangeAccountStatusSlice implements Slice<ChangeAccountStatus> {

    @Override
    public Verdict decide(ChangeAccountStatus command, CommandHeader header, States states) {
        return ChangeAccountStatusDecision.decide(
                command, header, states.account(command.accountId()), states.firstOutcome(header));
    }
}
