package io.sluice.command.slice;

import io.sluice.command.bus.Slice;
import io.sluice.command.bus.States;
import io.sluice.ledger.account.CreditDepositDecision;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.CreditDeposit;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.money.Catalogue;

/** Credits a deposit once per reference. */
final class CreditDepositSlice implements Slice<CreditDeposit> {

    private final Catalogue catalogue;

    CreditDepositSlice(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public Verdict decide(CreditDeposit command, CommandHeader header, States states) {
        return CreditDepositDecision.decide(
                command,
                header,
                catalogue,
                states.account(command.accountId()),
                states.deposit(
                        NamedIds.deposit(
                                command.accountId(), command.asset(), command.reference())),
                states.firstOutcome(header));
    }
}
