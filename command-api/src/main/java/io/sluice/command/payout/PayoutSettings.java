package io.sluice.command.payout;

import java.time.Duration;

/**
 * Bounds of the releasers.
 *
 * @param batch most withdrawals that one entry releases
 * @param mostUnanswered per partition: released ones that the rail has not taken yet
 * @param instructionValidity from the release to {@code notAfter}
 * @param clockSkew by how much a rail's clock may differ from ours
 * @param pace between two looks at a queue
 */
public record PayoutSettings(
        int batch,
        int mostUnanswered,
        Duration instructionValidity,
        Duration clockSkew,
        Duration pace) {

    public static final PayoutSettings STANDARD =
            new PayoutSettings(
                    100,
                    5_000,
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(1),
                    Duration.ofMillis(10));
}
