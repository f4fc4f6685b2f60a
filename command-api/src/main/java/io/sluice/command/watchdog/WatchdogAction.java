package io.sluice.command.watchdog;

/** What the watchdog does about a cause that holds. */
public enum WatchdogAction {
    /** Raises the alarm and opens a pause. */
    PAUSE,
    /** Raises the alarm. */
    ALARM,
    /** Does not look. */
    OFF
}
