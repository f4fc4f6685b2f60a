package io.sluice.ledger.account;

import io.sluice.ledger.money.Amount;
import java.math.BigInteger;

/**
 * What one account holds of one asset, by where it is. Each method is one of the moves of the books
 * (package {@code posting}); a move that is not covered throws, because a decision that allowed it
 * is a bug.
 *
 * @param available free to be withdrawn
 * @param reserved set aside for withdrawals that are queued or held
 * @param inTransit handed to a rail and not yet known to be gone or back
 */
public record Balance(Amount available, Amount reserved, Amount inTransit) {

    public static final Balance ZERO = new Balance(Amount.ZERO, Amount.ZERO, Amount.ZERO);

    /** All that the account has a claim to; never above {@link Amount#MOST_UNITS}. */
    public Amount total() {
        return available.plus(reserved).plus(inTransit);
    }

    public boolean isZero() {
        return available.isZero() && reserved.isZero() && inTransit.isZero();
    }

    /** Whether a deposit of that amount keeps the total within what an amount can say. */
    public boolean canReceive(Amount amount) {
        BigInteger sum = total().units().add(amount.units());
        return sum.compareTo(Amount.MOST_UNITS) <= 0;
    }

    Balance credited(Amount amount) {
        return new Balance(available.plus(amount), reserved, inTransit);
    }

    Balance reserve(Amount amount) {
        return new Balance(available.minus(amount), reserved.plus(amount), inTransit);
    }

    Balance release(Amount amount) {
        return new Balance(available, reserved.minus(amount), inTransit.plus(amount));
    }

    Balance settle(Amount amount) {
        return new Balance(available, reserved, inTransit.minus(amount));
    }

    Balance giveBackFailed(Amount amount) {
        return new Balance(available.plus(amount), reserved, inTransit.minus(amount));
    }

    Balance giveBackUnreleased(Amount amount) {
        return new Balance(available.plus(amount), reserved.minus(amount), inTransit);
    }
}
