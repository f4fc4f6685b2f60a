package io.sluice.ledger.money;

import java.math.BigInteger;

/**
 * A whole number of an asset's smallest unit, 0 to 2^256-1. It does not know its asset; what holds
 * it does.
 */
public record Amount(BigInteger units) implements Comparable<Amount> {

    public static final BigInteger MOST_UNITS = BigInteger.TWO.pow(256).subtract(BigInteger.ONE);
    public static final Amount ZERO = new Amount(BigInteger.ZERO);

    public Amount {
        if (units.signum() < 0 || units.compareTo(MOST_UNITS) > 0) {
            throw new IllegalArgumentException("not within 0 to 2^256-1: " + units);
        }
    }

    public static Amount of(long units) {
        return new Amount(BigInteger.valueOf(units));
    }

    /**
     * @throws IllegalArgumentException when the sum is above 2^256-1; decide with {@link #canAdd}
     *     first
     */
    public Amount plus(Amount other) {
        return new Amount(units.add(other.units));
    }

    public boolean canAdd(Amount other) {
        return units.add(other.units).compareTo(MOST_UNITS) <= 0;
    }

    /**
     * @throws IllegalArgumentException when other is the larger; decide with {@link #covers} first
     */
    public Amount minus(Amount other) {
        return new Amount(units.subtract(other.units));
    }

    public boolean covers(Amount other) {
        return compareTo(other) >= 0;
    }

    public boolean isZero() {
        return units.signum() == 0;
    }

    @Override
    public int compareTo(Amount other) {
        return units.compareTo(other.units);
    }
}
