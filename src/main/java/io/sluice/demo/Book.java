package io.sluice.demo;

import java.math.BigInteger;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * What the customers' side knows by itself: everything that it asked for, and how each was answered
 * at last. Nothing in it comes from the ledger but by the answers.
 */
final class Book {

    /**
     * A withdrawal that was acknowledged.
     *
     * @param position where its entry stands, as the answer says
     */
    record Acknowledged(Order order, String position) {}

    private final Map<String, Acknowledged> acknowledged = new ConcurrentHashMap<>();
    private final Map<String, BigInteger> deposits = new ConcurrentHashMap<>();
    private final Map<String, AtomicLong> refusals = new ConcurrentHashMap<>();
    private final AtomicLong asked = new AtomicLong();
    private final AtomicLong known = new AtomicLong();
    private final AtomicLong repeats = new AtomicLong();
    private final AtomicLong acknowledgements = new AtomicLong();

    void asked() {
        asked.incrementAndGet();
    }

    /** The same again with the same key, since nobody said how it ended. */
    void repeated() {
        repeats.incrementAndGet();
    }

    void acknowledged(String withdrawalId, Order order, String position) {
        acknowledged.put(withdrawalId, new Acknowledged(order, position));
        acknowledgements.incrementAndGet();
        known.incrementAndGet();
    }

    void refused(String code) {
        refusals.computeIfAbsent(code, _ -> new AtomicLong()).incrementAndGet();
        known.incrementAndGet();
    }

    void deposited(String asset, BigInteger units) {
        deposits.merge(asset, units, BigInteger::add);
    }

    Map<String, Acknowledged> acknowledged() {
        return acknowledged;
    }

    Map<String, BigInteger> deposits() {
        return deposits;
    }

    /** Answers that acknowledged; as many as withdrawals, or one key had two effects. */
    long acknowledgements() {
        return acknowledgements.get();
    }

    long askedFor() {
        return asked.get();
    }

    /** Asked for, and not known to be acknowledged or refused. */
    long unknown() {
        // In this order: one that becomes known in between must not count as unknown twice.
        long settled = known.get();
        return asked.get() - settled;
    }

    long repeats() {
        return repeats.get();
    }

    long refused() {
        return refusals.values().stream().mapToLong(AtomicLong::get).sum();
    }

    Map<String, AtomicLong> refusals() {
        return new TreeMap<>(refusals);
    }
}
