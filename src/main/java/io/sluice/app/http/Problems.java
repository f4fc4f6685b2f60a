package io.sluice.app.http;

import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.TooManyInFlightException;
import java.net.SocketTimeoutException;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.ErrorResponse;

/** Which problem an exception or a bare status is. */
final class Problems {

    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

    private Problems() {}

    static Problem of(Throwable failure, String instance) {
        return switch (failure) {
            case RefusedException refusal -> Problem.of(refusal, instance);
            case TooManyInFlightException full ->
                    Problem.of(
                            ErrorCode.TOO_MANY_IN_FLIGHT,
                            "too many requests are in flight",
                            instance);
            case LogUnavailableException away ->
                    Problem.of(
                            ErrorCode.STORE_UNAVAILABLE,
                            "the log cannot be reached; nothing was decided",
                            instance);
            case SocketTimeoutException slow -> of(408, instance);
            case ErrorResponse framework -> of(framework.getStatusCode().value(), instance);
            default -> bug(failure, instance);
        };
    }

    /** What the framework or the container says with a status alone. */
    static Problem of(int status, String instance) {
        return switch (status) {
            case 401 -> Problem.of(ErrorCode.UNAUTHENTICATED, "sign in first", instance);
            case 403 -> Problem.of(ErrorCode.FORBIDDEN, "this is not allowed to you", instance);
            case 404 -> Problem.of(ErrorCode.NOT_FOUND, "nothing is here", instance);
            case 405, 501 ->
                    Problem.of(
                            ErrorCode.METHOD_NOT_ALLOWED,
                            "this method is not allowed here",
                            instance);
            case 408 ->
                    Problem.of(
                            ErrorCode.STORE_UNAVAILABLE,
                            "the body did not arrive in time; nothing was decided",
                            instance);
            case 413 -> Problem.of(ErrorCode.BODY_TOO_LARGE, "the body is too large", instance);
            case 415 ->
                    Problem.of(
                            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                            "this media type is not taken here",
                            instance);
            case 503 ->
                    Problem.of(ErrorCode.STORE_UNAVAILABLE, "not available right now", instance);
            default ->
                    status >= 500 && status != 505
                            ? bug(new IllegalStateException("status " + status), instance)
                            : Problem.of(
                                    ErrorCode.MALFORMED_REQUEST,
                                    "the request cannot be read",
                                    instance);
        };
    }

    /** A bug: the client gets an id to quote, the log gets the rest. */
    private static Problem bug(Throwable failure, String instance) {
        String id = UUID.randomUUID().toString();
        LOG.error("internal error {} at {}", id, instance, failure);
        return Problem.of(
                ErrorCode.INTERNAL_ERROR, "internal error " + id + "; please report it", instance);
    }
}
