package io.sluice.verify;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;

/**
 * One line of the books: debits positive, credits negative, in smallest units.
 *
 * @param book of the event's customer, or the house's own
 */
record Posting(Book book, BigInteger units) {

    enum Book {
        AVAILABLE,
        RESERVED,
        IN_TRANSIT,
        CUSTODY,
        FEE_REVENUE;

        String wireName() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        boolean ofCustomer() {
            return switch (this) {
                case AVAILABLE, RESERVED, IN_TRANSIT -> true;
                case CUSTODY, FEE_REVENUE -> false;
            };
        }
    }

    /** The postings of an event; none where it moves no money. */
    static List<Posting> of(Fact fact) {
        return switch (fact.type()) {
            case DEPOSIT_CREDITED -> moved(Book.CUSTODY, Book.AVAILABLE, fact.amount("amount"));
            case WITHDRAWAL_REQUESTED -> moved(Book.AVAILABLE, Book.RESERVED, total(fact));
            case WITHDRAWAL_RELEASED -> moved(Book.RESERVED, Book.IN_TRANSIT, total(fact));
            case WITHDRAWAL_FAILED -> moved(Book.IN_TRANSIT, Book.AVAILABLE, total(fact));
            case WITHDRAWAL_CANCELLED, WITHDRAWAL_REJECTED, WITHDRAWAL_EXPIRED ->
                    moved(Book.RESERVED, Book.AVAILABLE, total(fact));
            case WITHDRAWAL_SETTLED ->
                    List.of(
                            new Posting(Book.IN_TRANSIT, total(fact)),
                            new Posting(Book.CUSTODY, fact.amount("amount").negate()),
                            new Posting(Book.FEE_REVENUE, fact.amount("fee").negate()));
            case ACCOUNT_OPENED,
                    ACCOUNT_FROZEN,
                    ACCOUNT_UNFROZEN,
                    ACCOUNT_CLOSED,
                    WITHDRAWAL_HELD,
                    WITHDRAWAL_APPROVED,
                    WITHDRAWAL_SUBMITTED,
                    WITHDRAWAL_OUTCOME_UNKNOWN,
                    PAUSE_OPENED,
                    RESUMPTION_ASKED,
                    RESUMPTION_DECIDED,
                    EXTENSION_DECIDED,
                    PAUSE_EXTENDED,
                    PAUSE_RESUMED ->
                    List.of();
        };
    }

    private static List<Posting> moved(Book debit, Book credit, BigInteger units) {
        return List.of(new Posting(debit, units), new Posting(credit, units.negate()));
    }

    private static BigInteger total(Fact fact) {
        return fact.amount("amount").add(fact.amount("fee"));
    }
}
