package io.sluice.command.payout;

import java.math.BigInteger;
import java.util.concurrent.TimeUnit;

/**
 * How many held withdrawals one partition may let go: a rate for the whole ledger, split by how
 * much of what drains is here. Counted in billionths of a withdrawal, so that small shares add up
 * and nothing is rounded away. Not thread-safe: its releaser alone asks.
 */
final class DrainRate {

    private static final BigInteger ONE = BigInteger.valueOf(TimeUnit.SECONDS.toNanos(1));

    private BigInteger credit = ONE;
    private long lastNanos;
    private boolean started;

    /**
     * Earns what the time since the last call is worth, at most one second's.
     *
     * @param here how many drain in this partition; of {@code everywhere}
     */
    void earn(long nowNanos, long ratePerSecond, long here, long everywhere) {
        long elapsed = started ? Math.max(0, nowNanos - lastNanos) : 0;
        started = true;
        lastNanos = nowNanos;
        if (everywhere <= 0) {
            return;
        }
        BigInteger share = BigInteger.valueOf(ratePerSecond).multiply(BigInteger.valueOf(here));
        BigInteger whole = BigInteger.valueOf(Math.max(everywhere, here));
        BigInteger earned = share.multiply(BigInteger.valueOf(elapsed)).divide(whole);
        BigInteger most = share.multiply(ONE).divide(whole).max(ONE);
        credit = credit.add(earned).min(most);
    }

    /** Spends one, where there is one. */
    boolean spend() {
        if (credit.compareTo(ONE) < 0) {
            return false;
        }
        credit = credit.subtract(ONE);
        return true;
    }
}
