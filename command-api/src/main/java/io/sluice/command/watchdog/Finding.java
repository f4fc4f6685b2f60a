package io.sluice.command.watchdog;

/**
 * What one look at a cause came to.
 *
 * @param holds whether it is at its threshold
 * @param evidence figures, thresholds, positions, ids; where it does not hold, what is there
 *     instead
 */
public record Finding(boolean holds, String evidence) {

    static final Finding NOTHING = new Finding(false, "");

    static Finding of(String evidence) {
        return new Finding(true, evidence);
    }
}
