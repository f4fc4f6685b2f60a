package io.sluice.command.circuit;

import java.time.Duration;

/**
 * @param ownerSilence for how long a partition may count nothing before the barrier goes past its
 *     owner
 * @param mostOwnerWait after which it goes past an owner that is alive, but slow
 * @param answerWithin after which a fan-out is answered with what stands
 * @param completeEvery between two attempts to complete what is not everywhere
 */
public record CircuitSettings(
        Duration ownerSilence,
        Duration mostOwnerWait,
        Duration answerWithin,
        Duration completeEvery) {

    public static final CircuitSettings STANDARD =
            new CircuitSettings(
                    Duration.ofMillis(20),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(1));
}
