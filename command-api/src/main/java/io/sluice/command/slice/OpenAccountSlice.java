package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.account.OpenAccountDecision;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.OpenAccount;
import io.sluice.ledger.command.Verdict;

/** Opens an account. */
final class OpenAccountSlice implements Slice<OpenAccount> {

    @Override
    public Verdict decide(OpenAccount command, CommandHeader header, States states) {
        return OpenAccountDecision.decide(
                command, header, states.account(command.accountId()), states.firstOutcome(header));
    }
}
