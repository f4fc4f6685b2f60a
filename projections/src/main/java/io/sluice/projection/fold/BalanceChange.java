package io.sluice.projection.fold;

import static java.math.BigInteger.ZERO;

import io.sluice.ledger.money.Asset;
import io.sluice.ledger.posting.Book;
import java.math.BigInteger;

/**
 * What a batch adds to a customer's balances of one asset. A balance is a liability: minus the sum
 * of its postings.
 */
record BalanceChange(BigInteger available, BigInteger reserved, BigInteger inTransit) {

    static final BalanceChange NONE = new BalanceChange(ZERO, ZERO, ZERO);

    record Key(String accountId, Asset asset) {}

    BalanceChange post(Book book, BigInteger signedUnits) {
        return switch (book) {
            case AVAILABLE ->
                    new BalanceChange(available.subtract(signedUnits), reserved, inTransit);
            case RESERVED ->
                    new BalanceChange(available, reserved.subtract(signedUnits), inTransit);
            case IN_TRANSIT ->
                    new BalanceChange(available, reserved, inTransit.subtract(signedUnits));
            case CUSTODY, FEE_REVENUE ->
                    throw new IllegalArgumentException("no customer has a book " + book);
        };
    }
}
