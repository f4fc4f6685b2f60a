package io.sluice.verify;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;

/** The sums of one asset: what the events say happened, and what the books hold. */
final class AssetTotals {

    private final Map<Posting.Book, BigInteger> books = new EnumMap<>(Posting.Book.class);
    private BigInteger deposits = BigInteger.ZERO;
    private BigInteger settled = BigInteger.ZERO;
    private BigInteger fees = BigInteger.ZERO;

    void post(Posting posting) {
        books.merge(posting.book(), posting.units(), BigInteger::add);
    }

    void deposited(BigInteger amount) {
        deposits = deposits.add(amount);
    }

    void settled(BigInteger amount, BigInteger fee) {
        settled = settled.add(amount);
        fees = fees.add(fee);
    }

    void add(AssetTotals other) {
        other.books.forEach((book, units) -> books.merge(book, units, BigInteger::add));
        deposits = deposits.add(other.deposits);
        settled = settled.add(other.settled);
        fees = fees.add(other.fees);
    }

    BigInteger book(Posting.Book book) {
        return books.getOrDefault(book, BigInteger.ZERO);
    }

    /** Available, reserved and in transit of all customers. */
    BigInteger customers() {
        BigInteger sum = BigInteger.ZERO;
        for (Posting.Book book : Posting.Book.values()) {
            if (book.ofCustomer()) {
                sum = sum.subtract(book(book));
            }
        }
        return sum;
    }

    boolean postingsSumToZero() {
        return books.values().stream().reduce(BigInteger.ZERO, BigInteger::add).signum() == 0;
    }

    boolean customersHoldWhatCameAndDidNotLeave() {
        return customers().equals(deposits.subtract(settled).subtract(fees));
    }

    @Override
    public String toString() {
        return "customers "
                + customers()
                + " = deposits "
                + deposits
                + " - settled "
                + settled
                + " - fees "
                + fees
                + "; available "
                + book(Posting.Book.AVAILABLE).negate()
                + ", reserved "
                + book(Posting.Book.RESERVED).negate()
                + ", in transit "
                + book(Posting.Book.IN_TRANSIT).negate();
    }
}
