package io.sluice.verify;

import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;

/** One customer account as folded so far. */
final class Account {

    enum Status {
        OPEN,
        FROZEN,
        CLOSED
    }

    private final Map<String, Map<Posting.Book, BigInteger>> balances = new TreeMap<>();
    private Status status = Status.OPEN;

    Status status() {
        return status;
    }

    void become(Status next) {
        status = next;
    }

    Iterable<String> assets() {
        return balances.keySet();
    }

    /** What the customer has there: minus the sum of the postings. */
    BigInteger balance(String asset, Posting.Book book) {
        return balances.getOrDefault(asset, Map.of()).getOrDefault(book, BigInteger.ZERO);
    }

    /** Answers with the balance after the posting. */
    BigInteger post(String asset, Posting posting) {
        return balances.computeIfAbsent(asset, none -> new EnumMap<>(Posting.Book.class))
                .merge(posting.book(), posting.units().negate(), BigInteger::add);
    }

    boolean isEmpty() {
        return balances.values().stream()
                .flatMap(books -> books.values().stream())
                .allMatch(units -> units.signum() == 0);
    }
}
