package io.sluice.ledger.posting;

import static io.sluice.ledger.posting.Book.AVAILABLE;
import static io.sluice.ledger.posting.Book.CUSTODY;
import static io.sluice.ledger.posting.Book.FEE_REVENUE;
import static io.sluice.ledger.posting.Book.IN_TRANSIT;
import static io.sluice.ledger.posting.Book.RESERVED;

import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountClosed;
import io.sluice.ledger.event.LedgerEvent.AccountFrozen;
import io.sluice.ledger.event.LedgerEvent.AccountOpened;
import io.sluice.ledger.event.LedgerEvent.AccountUnfrozen;
import io.sluice.ledger.event.LedgerEvent.CircuitEvent;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;
import io.sluice.ledger.event.LedgerEvent.WithdrawalApproved;
import io.sluice.ledger.event.LedgerEvent.WithdrawalCancelled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalExpired;
import io.sluice.ledger.event.LedgerEvent.WithdrawalFailed;
import io.sluice.ledger.event.LedgerEvent.WithdrawalHeld;
import io.sluice.ledger.event.LedgerEvent.WithdrawalOutcomeUnknown;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRejected;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSettled;
import io.sluice.ledger.event.LedgerEvent.WithdrawalSubmitted;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import java.math.BigInteger;
import java.util.List;
import java.util.stream.Stream;

/** What an event does to the books: the table of {@code src/docs/events.md}. */
public final class Postings {

    private Postings() {}

    /**
     * The event's postings, the debit first; they sum to zero. Empty for events that move no money.
     * A line of zero (no fee) is left out.
     */
    public static List<Posting> of(LedgerEvent event) {
        return switch (event) {
            case DepositCredited e ->
                    lines(
                            e.asset(),
                            debit(LedgerAccount.house(CUSTODY), e.amount()),
                            credit(LedgerAccount.of(AVAILABLE, e.accountId()), e.amount()));
            case WithdrawalRequested e ->
                    move(e.accountId(), e.asset(), AVAILABLE, RESERVED, e.amount(), e.fee());
            case WithdrawalReleased e ->
                    move(e.accountId(), e.asset(), RESERVED, IN_TRANSIT, e.amount(), e.fee());
            case WithdrawalSettled e ->
                    lines(
                            e.asset(),
                            debit(
                                    LedgerAccount.of(IN_TRANSIT, e.accountId()),
                                    e.amount().plus(e.fee())),
                            credit(LedgerAccount.house(CUSTODY), e.amount()),
                            credit(LedgerAccount.house(FEE_REVENUE), e.fee()));
            case WithdrawalFailed e ->
                    move(e.accountId(), e.asset(), IN_TRANSIT, AVAILABLE, e.amount(), e.fee());
            case WithdrawalCancelled e ->
                    move(e.accountId(), e.asset(), RESERVED, AVAILABLE, e.amount(), e.fee());
            case WithdrawalRejected e ->
                    move(e.accountId(), e.asset(), RESERVED, AVAILABLE, e.amount(), e.fee());
            case WithdrawalExpired e ->
                    move(e.accountId(), e.asset(), RESERVED, AVAILABLE, e.amount(), e.fee());
            case AccountOpened _,
                    AccountFrozen _,
                    AccountUnfrozen _,
                    AccountClosed _,
                    WithdrawalApproved _,
                    WithdrawalHeld _,
                    WithdrawalSubmitted _,
                    WithdrawalOutcomeUnknown _,
                    CircuitEvent _ ->
                    List.of();
        };
    }

    private record Line(LedgerAccount account, BigInteger signedUnits) {}

    private static List<Posting> move(
            AccountId customer, Asset asset, Book from, Book to, Amount amount, Amount fee) {
        Amount total = amount.plus(fee);
        return lines(
                asset,
                debit(LedgerAccount.of(from, customer), total),
                credit(LedgerAccount.of(to, customer), total));
    }

    private static Line debit(LedgerAccount account, Amount amount) {
        return new Line(account, amount.units());
    }

    private static Line credit(LedgerAccount account, Amount amount) {
        return new Line(account, amount.units().negate());
    }

    private static List<Posting> lines(Asset asset, Line... lines) {
        return Stream.of(lines)
                .filter(line -> line.signedUnits().signum() != 0)
                .map(line -> new Posting(line.account(), asset, line.signedUnits()))
                .toList();
    }
}
