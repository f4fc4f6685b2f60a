package io.sluice.log.kafka;

import io.sluice.log.LogUnavailableException;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.KafkaFuture;
import org.jspecify.annotations.Nullable;

/** Waits for answers of the administration client, never longer than a deadline. */
final class AdminCalls {

    private AdminCalls() {}

    /**
     * @param answer Kafka hands out maps that have one for every name asked; null is a bug
     * @param what for the message, for example "reading the end of partition 3"
     * @throws LogUnavailableException on whatever keeps the answer away; Kafka's own exception is
     *     the cause
     */
    static <T extends @Nullable Object> T await(
            @Nullable KafkaFuture<T> answer, Duration deadline, String what) {
        try {
            return Objects.requireNonNull(answer, what)
                    .get(Math.max(0, deadline.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new LogUnavailableException(what + " took longer than " + deadline, e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new LogUnavailableException(what + " failed: " + cause.getMessage(), cause);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LogUnavailableException(what + " was interrupted", e);
        }
    }
}
