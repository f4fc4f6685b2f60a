package io.sluice.command.payout;

import java.time.Duration;

/**
 * How the sandbox behaves.
 *
 * @param submitDelay from the hand-over to the submission
 * @param settleDelay from there to the settlement
 * @param behaviour towards destinations that name none themselves
 */
public record SandboxSettings(
        Duration submitDelay, Duration settleDelay, SandboxBehaviour behaviour) {

    public static final SandboxSettings STANDARD =
            new SandboxSettings(
                    Duration.ofMillis(100), Duration.ofMillis(100), SandboxBehaviour.PAY);
}
