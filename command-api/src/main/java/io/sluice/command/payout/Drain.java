package io.sluice.command.payout;

/**
 * How many withdrawals of one partition a pause came to hold, and how many of these were released
 * since; what is neither released nor held any more went back.
 */
public record Drain(long held, long released) {

    public static final Drain NONE = new Drain(0, 0);

    Drain moreHeld(long more) {
        return new Drain(held + more, released);
    }

    Drain oneMoreReleased() {
        return new Drain(held, released + 1);
    }

    public Drain plus(Drain other) {
        return new Drain(held + other.held, released + other.released);
    }
}
