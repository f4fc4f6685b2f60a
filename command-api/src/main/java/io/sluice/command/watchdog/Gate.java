package io.sluice.command.watchdog;

import io.sluice.ledger.id.PauseId;

/**
 * How the watchdog shuts the gate, and opens it again where it was told to. Both block, with a
 * deadline of their own.
 */
public interface Gate {

    /**
     * Has the pause of the cause's present episode opened; where it stands already, whoever opened
     * it, nothing happens. When it throws, this node releases nothing in scope all the same, and
     * the pause is completed in the background.
     *
     * @param evidence goes into the pause's reason
     */
    PauseId shut(WatchdogCause cause, CauseSettings settings, String evidence);

    /**
     * Has the pause of the cause's present episode resumed, where it stands and a watchdog opened
     * it.
     *
     * @return whether there was one
     */
    boolean open(WatchdogCause cause, CauseSettings settings, String why);
}
