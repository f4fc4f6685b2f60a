package io.sluice.command.payout;

import io.sluice.ledger.id.PauseId;
import java.util.List;
import java.util.stream.Stream;

/**
 * The pauses that hold a group of withdrawals, so that one more is named once and not in each of a
 * hundred thousand. Changed under the guard of its queue, read by anyone.
 */
final class Holders {

    static final Holders NONE = new Holders(List.of());

    private volatile List<PauseId> pauses;
    private long held;

    Holders(List<PauseId> pauses) {
        this.pauses = pauses;
    }

    /** Of one that nothing holds any more. */
    static Holders of(List<PauseId> pauses) {
        return pauses.isEmpty() ? NONE : new Holders(pauses);
    }

    List<PauseId> pauses() {
        return pauses;
    }

    boolean names(PauseId pause) {
        return pauses.contains(pause);
    }

    void add(PauseId pause) {
        pauses = Stream.concat(pauses.stream(), Stream.of(pause)).toList();
    }

    /** As they are now: pauses that come later hold others. */
    Holders now() {
        return of(pauses);
    }

    /** How many they hold. */
    long held() {
        return held;
    }

    void hold(long more) {
        held += more;
    }

    /** Where both name the same pauses at the moment. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Holders that && pauses.equals(that.pauses);
    }

    @Override
    public int hashCode() {
        return pauses.hashCode();
    }

    @Override
    public String toString() {
        return pauses.toString();
    }
}
