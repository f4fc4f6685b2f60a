package io.sluice.projection.stream;

import java.time.Duration;

/**
 * @param batchSize most messages in one transaction, each of up to 32 events
 * @param claimTimeout after which another node may go on with the token of one that fell silent
 * @param claimInterval how often a free token is looked for
 * @param retryDelay before the first new attempt after a failure; doubled up to {@code
 *     longestRetryDelay} until a batch commits
 * @param networkTimeout after which a PostgreSQL that does not answer counts as gone
 */
public record ProjectionSettings(
        int batchSize,
        Duration claimTimeout,
        Duration claimInterval,
        Duration retryDelay,
        Duration longestRetryDelay,
        Duration networkTimeout) {

    public static ProjectionSettings standard() {
        return new ProjectionSettings(
                200,
                Duration.ofSeconds(5),
                Duration.ofMillis(500),
                Duration.ofMillis(250),
                Duration.ofSeconds(5),
                Duration.ofSeconds(20));
    }
}
