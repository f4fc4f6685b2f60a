package io.sluice.app.http;

import io.sluice.command.json.JsonWriter;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One problem document. Its {@code status} follows from the code, so that the same code never comes
 * with two statuses.
 *
 * @param instance the request's path
 */
record Problem(
        ErrorCode code,
        String detail,
        String instance,
        Map<String, Object> extensions,
        Optional<Integer> askedRetryAfter) {

    static final String MEDIA_TYPE = "application/problem+json";
    private static final int LONGEST_TEXT = 500;

    static Problem of(ErrorCode code, String detail, String instance) {
        return new Problem(code, detail, instance, Map.of(), Optional.empty());
    }

    static Problem of(RefusedException refusal, String instance) {
        return new Problem(
                refusal.code(),
                String.valueOf(refusal.getMessage()),
                instance,
                refusal.extensions(),
                refusal.retryAfterSeconds());
    }

    int status() {
        return code.httpStatus();
    }

    /** Seconds for the Retry-After header; every answer that may be retried later carries one. */
    OptionalInt retryAfter() {
        if (askedRetryAfter.isPresent()) {
            return OptionalInt.of(askedRetryAfter.get());
        }
        if (code == ErrorCode.WITHDRAWALS_PAUSED) {
            return OptionalInt.of(60);
        }
        boolean passing = code.retry() == ErrorCode.Retry.AFTER || code.httpStatus() == 503;
        return passing ? OptionalInt.of(1) : OptionalInt.empty();
    }

    byte[] json() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:sluice:problem:" + code.code());
        members.put("title", code.code().replace('-', ' '));
        members.put("status", status());
        members.put("detail", shortened(detail));
        members.put("instance", shortened(instance));
        members.put("code", code.code());
        members.put("effect", code.effectUnknown() ? "unknown" : "none");
        members.put("retry", code.retry().wire());
        extensions.forEach((name, value) -> members.putIfAbsent(name, plain(value)));
        return JsonWriter.write(members);
    }

    private static Object plain(Object value) {
        return switch (value) {
            case Integer number -> number;
            case Long number -> number;
            case Boolean truth -> truth;
            case Collection<?> items -> List.copyOf(items.stream().map(Problem::plain).toList());
            default -> String.valueOf(value);
        };
    }

    private static String shortened(String text) {
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
    }
}
