package io.sluice.ledger.withdrawal;

import static io.sluice.ledger.refusal.ErrorCode.ACCOUNT_NOT_FOUND;
import static io.sluice.ledger.refusal.ErrorCode.ILLEGAL_TRANSITION;
import static io.sluice.ledger.refusal.ErrorCode.WITHDRAWAL_NOT_FOUND;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandReplay;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand.WithdrawalCommand;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.Recorded;
import io.sluice.ledger.withdrawal.WithdrawalState.Absent;
import io.sluice.ledger.withdrawal.WithdrawalState.Existing;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What every decision about a withdrawal that should exist asks first, in order of precedence. */
final class ExistingWithdrawal {

    private ExistingWithdrawal() {}

    /** For commands that may come with a key: found, then not a repetition, then decided. */
    static Verdict decide(
            WithdrawalCommand command,
            CommandHeader header,
            AccountState account,
            WithdrawalState withdrawal,
            FirstOutcome first,
            Function<Existing, Verdict> decision) {
        return decide(
                command,
                account,
                withdrawal,
                (_, existing) ->
                        CommandReplay.of(command, header, first)
                                .orElseGet(() -> decision.apply(existing)));
    }

    /** For commands of the ledger itself, which carry no key. */
    static Verdict decide(
            WithdrawalCommand command,
            AccountState account,
            WithdrawalState withdrawal,
            BiFunction<AccountState.Existing, Existing, Verdict> decision) {
        return switch (account) {
            case AccountState.Absent _ ->
                    Verdict.refused(ACCOUNT_NOT_FOUND, "There is no such account.");
            case AccountState.Existing owner ->
                    switch (withdrawal) {
                        case Absent _ -> notFound();
                        case Existing existing ->
                                isOf(command, existing)
                                        ? decision.apply(owner, existing)
                                        : notFound();
                    };
        };
    }

    /** One account's path must not reach another account's withdrawal. */
    private static boolean isOf(WithdrawalCommand command, Existing withdrawal) {
        return withdrawal.terms().accountId().equals(command.accountId());
    }

    private static Verdict notFound() {
        return Verdict.refused(
                WITHDRAWAL_NOT_FOUND, "There is no such withdrawal of this account.");
    }

    static Verdict illegal(Existing withdrawal, String wish) {
        return Verdict.refused(
                ILLEGAL_TRANSITION,
                "A withdrawal that is %s cannot be %s."
                        .formatted(
                                withdrawal
                                        .status()
                                        .name()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' '),
                                wish));
    }

    static Verdict repeated(Recorded<? extends LedgerEvent> first) {
        return new Verdict.Repeated(List.of(first.event()), first.sequence());
    }
}
