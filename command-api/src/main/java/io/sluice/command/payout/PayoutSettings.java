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
 * @param fresh for how long it is relied on that the ledger has a withdrawal as released; a node
 *     that was stopped for longer asks again before it hands over
 * @param handAgainAfter how old a release that no rail has answered is when it is handed again,
 *     where the rail deduplicates
 */
public record PayoutSettings(
        int batch,
        int mostUnanswered,
        Duration instructionValidity,
        Duration clockSkew,
        Duration pace,
        Duration fresh,
        Duration handAgainAfter) {

    public static final PayoutSettings STANDARD =
            new PayoutSettings(
                    100,
                    5_000,
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(1),
                    Duration.ofMillis(10),
                    Duration.ofSeconds(2),
                    Duration.ofMinutes(1));
}
