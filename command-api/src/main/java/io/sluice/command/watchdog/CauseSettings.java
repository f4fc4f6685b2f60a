package io.sluice.command.watchdog;

import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.Scope;
import java.time.Duration;

/**
 * What to do about one cause.
 *
 * @param threshold at which it holds: a number, a percentage, or milliseconds, as the cause counts
 * @param holdsFor how long it must hold before anything is done
 * @param clearAfter how long it must be gone before it is over
 * @param scope of the pause
 * @param mode of the pause
 * @param autoResume whether the watchdog lifts its own pause once the cause is over
 */
public record CauseSettings(
        WatchdogAction action,
        long threshold,
        Duration holdsFor,
        Duration clearAfter,
        Scope scope,
        PauseMode mode,
        boolean autoResume) {}
