package io.sluice.command.http;

import io.sluice.command.bus.CommandOutcome;
import io.sluice.command.json.JsonWriter;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import io.sluice.log.AppendConflictException;
import io.sluice.log.LogPosition;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.OutcomeUnknownException;
import io.sluice.log.TooManyInFlightException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/**
 * From outcomes to responses. A body is made of the outcome's events and its position alone, so
 * that a replay gives the same bytes as the first answer.
 */
final class Answers {

    static final String POSITION_HEADER = "Sluice-Position";
    static final String REPLAYED_HEADER = "Idempotency-Replayed";
    private static final long LONGEST_RETRY_SECONDS = 86_400;
    private static final long USUAL_RETRY_SECONDS = 60;

    /** Room for withdrawals comes back as others leave, not at once. */
    private static final int NO_ROOM_RETRY_SECONDS = 10;

    private final Duration deadline;
    private final Clock clock;

    /**
     * @param deadline after which a client is told that the outcome is unknown
     */
    Answers(Duration deadline, Clock clock) {
        this.deadline = deadline;
        this.clock = clock;
    }

    /** What one outcome looks like, but for its position. */
    record Shape(int status, Optional<String> location, Map<String, Object> body) {

        static Shape ok(Map<String, Object> body) {
            return new Shape(200, Optional.empty(), body);
        }
    }

    /** Waits for the outcome on the request's own thread and renders it. */
    ResponseEntity<byte[]> of(
            CompletableFuture<CommandOutcome> outcome, Function<List<LedgerEvent>, Shape> shape) {
        return switch (await(outcome)) {
            case CommandOutcome.Accepted(var events, var position) ->
                    render(shape.apply(events), List.of(position), false);
            case CommandOutcome.Repeated(var events, var position) ->
                    render(shape.apply(events), List.of(position), true);
            case CommandOutcome.Refused refused -> throw refused(refused);
        };
    }

    static ResponseEntity<byte[]> render(
            Shape shape, List<LogPosition> positions, boolean replayed) {
        Map<String, Object> body = new LinkedHashMap<>(shape.body());
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(shape.status());
        shape.location().ifPresent(where -> answer.header(HttpHeaders.LOCATION, where));
        positions.stream()
                .findFirst()
                .ifPresent(position -> body.put("position", position.toString()));
        positions.forEach(position -> answer.header(POSITION_HEADER, position.toString()));
        if (replayed) {
            answer.header(REPLAYED_HEADER, "true");
        }
        return answer.header(HttpHeaders.CACHE_CONTROL, "no-store")
                .contentType(MediaType.APPLICATION_JSON)
                .body(JsonWriter.write(body));
    }

    <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw asRefusal(failed);
        } catch (TimeoutException late) {
            throw unknown();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw unknown();
        }
    }

    private static RefusedException unknown() {
        return new RefusedException(
                ErrorCode.OUTCOME_UNKNOWN,
                "This is not decided yet. The same request with the same key gets the outcome.");
    }

    /** Infrastructure's exceptions in the API's words; a bug stays what it is. */
    static RuntimeException asRefusal(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            switch (cause) {
                case RefusedException refusal -> {
                    return refusal;
                }
                case TooManyInFlightException full -> {
                    return new RefusedException(
                            ErrorCode.TOO_MANY_IN_FLIGHT, "Too many requests are in flight.");
                }
                case LogUnavailableException away -> {
                    return unavailable();
                }
                case AppendConflictException lost -> {
                    return unavailable();
                }
                case OutcomeUnknownException open -> {
                    return unknown();
                }
                default -> {}
            }
        }
        return new IllegalStateException("a command failed", failure);
    }

    private static RefusedException unavailable() {
        return new RefusedException(
                ErrorCode.STORE_UNAVAILABLE,
                "The account's partition cannot be reached right now; nothing was decided.");
    }

    private RefusedException refused(CommandOutcome.Refused refused) {
        Optional<Integer> retryAfter =
                switch (refused.code()) {
                    case WITHDRAWALS_PAUSED -> Optional.of(retryAfter(refused.extensions()));
                    case TOO_MANY_IN_FLIGHT -> Optional.of(NO_ROOM_RETRY_SECONDS);
                    default -> Optional.empty();
                };
        return new RefusedException(
                refused.code(), refused.detail(), refused.extensions(), retryAfter);
    }

    /** Seconds to the expected end of the pause, where it says one. */
    private int retryAfter(Map<String, Object> extensions) {
        Object end = extensions.get("expectedEnd");
        long seconds =
                end == null
                        ? USUAL_RETRY_SECONDS
                        : Duration.between(clock.instant(), Instant.parse(end.toString()))
                                .toSeconds();
        return (int) Math.clamp(seconds, 1, LONGEST_RETRY_SECONDS);
    }
}
