package io.sluice.ledger.account;

import static io.sluice.ledger.refusal.ErrorCode.ACCOUNT_CLOSED;
import static io.sluice.ledger.refusal.ErrorCode.ACCOUNT_NOT_EMPTY;
import static io.sluice.ledger.refusal.ErrorCode.ACCOUNT_NOT_FOUND;

import io.sluice.ledger.account.AccountState.Absent;
import io.sluice.ledger.account.AccountState.Closed;
import io.sluice.ledger.account.AccountState.Existing;
import io.sluice.ledger.account.AccountState.Frozen;
import io.sluice.ledger.account.AccountState.Open;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandReplay;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand.ChangeAccountStatus;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.AccountClosed;
import io.sluice.ledger.event.LedgerEvent.AccountFrozen;
import io.sluice.ledger.event.LedgerEvent.AccountUnfrozen;

/**
 * Freezing, unfreezing and closing. A status that holds already is recorded again, with its new
 * reason, so that every accepted command has its own event and its key finds it. Closed is for
 * ever, and only an empty account closes.
 */
public final class ChangeAccountStatusDecision {

    private ChangeAccountStatusDecision() {}

    public static Verdict decide(
            ChangeAccountStatus command,
            CommandHeader header,
            AccountState account,
            FirstOutcome first) {
        return switch (account) {
            case Absent _ -> Verdict.refused(ACCOUNT_NOT_FOUND, "There is no such account.");
            case Existing existing ->
                    CommandReplay.of(command, header, first)
                            .orElseGet(() -> change(command, existing));
        };
    }

    private static Verdict change(ChangeAccountStatus command, Existing account) {
        return switch (account) {
            case Closed _ -> Verdict.refused(ACCOUNT_CLOSED, "The account is closed for ever.");
            case Open _, Frozen _ ->
                    switch (command.status()) {
                        case OPEN ->
                                Verdict.accepted(
                                        new AccountUnfrozen(command.accountId(), command.reason()));
                        case FROZEN ->
                                Verdict.accepted(
                                        new AccountFrozen(command.accountId(), command.reason()));
                        case CLOSED -> close(command, account);
                    };
        };
    }

    private static Verdict close(ChangeAccountStatus command, Existing account) {
        return account.balances().areZero()
                ? Verdict.accepted(new AccountClosed(command.accountId(), command.reason()))
                : Verdict.refused(
                        ACCOUNT_NOT_EMPTY, "An account that holds or moves money cannot close.");
    }
}
