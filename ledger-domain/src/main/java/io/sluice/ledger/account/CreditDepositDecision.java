package io.sluice.ledger.account;

import static io.sluice.ledger.refusal.ErrorCode.ACCOUNT_CLOSED;
import static io.sluice.ledger.refusal.ErrorCode.ACCOUNT_NOT_FOUND;
import static io.sluice.ledger.refusal.ErrorCode.AMOUNT_NOT_POSITIVE;
import static io.sluice.ledger.refusal.ErrorCode.AMOUNT_TOO_LARGE;
import static io.sluice.ledger.refusal.ErrorCode.REFERENCE_REUSED;
import static io.sluice.ledger.refusal.ErrorCode.UNKNOWN_ASSET;

import io.sluice.ledger.account.AccountState.Absent;
import io.sluice.ledger.account.AccountState.Closed;
import io.sluice.ledger.account.AccountState.Existing;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.CommandReplay;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand.CreditDeposit;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.money.Catalogue;
import java.util.List;
import java.util.Optional;

/**
 * Deposits flow to open and frozen accounts, whatever is paused. A reference names one deposit
 * within account and asset: the same amount again is a repetition, under whatever key.
 */
public final class CreditDepositDecision {

    private CreditDepositDecision() {}

    /**
     * @param deposit what the command's reference finds
     */
    public static Verdict decide(
            CreditDeposit command,
            CommandHeader header,
            Catalogue catalogue,
            AccountState account,
            DepositByReference deposit,
            FirstOutcome first) {
        return switch (account) {
            case Absent _ -> Verdict.refused(ACCOUNT_NOT_FOUND, "There is no such account.");
            case Existing existing ->
                    CommandReplay.of(command, header, first)
                            .or(() -> byReference(command, deposit))
                            .orElseGet(() -> credit(command, catalogue, existing));
        };
    }

    private static Optional<Verdict> byReference(
            CreditDeposit command, DepositByReference deposit) {
        return switch (deposit) {
            case DepositByReference.Absent _ -> Optional.empty();
            case DepositByReference.Known known ->
                    Optional.of(
                            known.deposit().amount().equals(command.amount())
                                    ? new Verdict.Repeated(
                                            List.of(known.deposit()), known.firstSequence())
                                    : Verdict.refused(
                                            REFERENCE_REUSED,
                                            "This reference was used for another amount."));
        };
    }

    private static Verdict credit(CreditDeposit command, Catalogue catalogue, Existing account) {
        if (!catalogue.knows(command.asset())) {
            return Verdict.refused(UNKNOWN_ASSET, "There is no such asset.");
        }
        if (command.amount().isZero()) {
            return Verdict.refused(AMOUNT_NOT_POSITIVE, "The amount must be more than zero.");
        }
        if (!account.balances().of(command.asset()).canReceive(command.amount())) {
            return Verdict.refused(
                    AMOUNT_TOO_LARGE,
                    "The account would hold more than 2^256-1 smallest units of this asset.");
        }
        if (account instanceof Closed) {
            return Verdict.refused(ACCOUNT_CLOSED, "The account is closed.");
        }
        return Verdict.accepted(
                new DepositCredited(
                        command.accountId(),
                        NamedIds.deposit(command.accountId(), command.asset(), command.reference()),
                        command.asset(),
                        command.amount(),
                        command.reference()));
    }
}
