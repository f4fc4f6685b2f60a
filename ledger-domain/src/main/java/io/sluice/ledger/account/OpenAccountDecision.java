package io.sluice.ledger.account;

import static io.sluice.ledger.refusal.ErrorCode.ACCOUNT_EXISTS;

import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandReplay;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand.OpenAccount;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.AccountOpened;

/** An account is opened once; a closed one keeps its name. */
public final class OpenAccountDecision {

    private OpenAccountDecision() {}

    public static Verdict decide(
            OpenAccount command, CommandHeader header, AccountState account, FirstOutcome first) {
        return CommandReplay.of(command, header, first)
                .orElseGet(
                        () ->
                                switch (account) {
                                    case AccountState.Absent _ ->
                                            Verdict.accepted(
                                                    new AccountOpened(command.accountId()));
                                    case AccountState.Existing _ ->
                                            Verdict.refused(
                                                    ACCOUNT_EXISTS,
                                                    "There is an account of this name.");
                                });
    }
}
