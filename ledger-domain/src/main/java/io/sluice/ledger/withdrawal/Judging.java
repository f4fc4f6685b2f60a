package io.sluice.ledger.withdrawal;

import static io.sluice.ledger.refusal.ErrorCode.SECOND_PERSON_REQUIRED;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandReplay;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand.WithdrawalCommand;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.withdrawal.WithdrawalState.AwaitingApproval;
import io.sluice.ledger.withdrawal.WithdrawalState.Existing;
import io.sluice.ledger.withdrawal.WithdrawalState.Finished;
import io.sluice.ledger.withdrawal.WithdrawalState.Leaving;
import io.sluice.ledger.withdrawal.WithdrawalState.Queued;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/** What approval and rejection ask alike, in order of precedence. */
final class Judging {

    private Judging() {}

    static Verdict decide(
            WithdrawalCommand command,
            CommandHeader header,
            boolean secondPerson,
            AccountState account,
            WithdrawalState withdrawal,
            FirstOutcome first,
            BiFunction<AccountState.Existing, Existing, Verdict> decision) {
        return ExistingWithdrawal.decide(
                command,
                account,
                withdrawal,
                (owner, existing) -> {
                    Optional<Verdict> before = CommandReplay.of(command, header, first);
                    return before.filter(Verdict.Repeated.class::isInstance)
                            .or(() -> ownRequest(header, secondPerson, existing))
                            .or(() -> before)
                            .orElseGet(() -> decision.apply(owner, existing));
                });
    }

    private static Optional<Verdict> ownRequest(
            CommandHeader header, boolean secondPerson, Existing withdrawal) {
        return secondPerson
                        && withdrawal instanceof AwaitingApproval awaiting
                        && awaiting.need().requestedBy().equals(header.actor())
                ? Optional.of(
                        Verdict.refused(
                                SECOND_PERSON_REQUIRED,
                                "Whoever asked for a withdrawal does not decide on it."))
                : Optional.empty();
    }

    /** Only what awaits approval can be judged. */
    static Verdict judge(
            Existing withdrawal, String wish, Function<AwaitingApproval, Verdict> judgement) {
        return switch (withdrawal) {
            case AwaitingApproval awaiting -> judgement.apply(awaiting);
            case Queued _, Leaving _, Finished _ -> ExistingWithdrawal.illegal(withdrawal, wish);
        };
    }
}
