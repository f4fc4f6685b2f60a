package io.sluice.ledger.refusal;

import java.util.Map;
import java.util.Optional;

/**
 * Carries a refusal from where it is found at the HTTP edge to the one place that renders problems.
 * Business decisions do not throw it: they return a verdict.
 */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient Map<String, Object> extensions;
    private final transient Optional<Integer> retryAfterSeconds;

    public RefusedException(ErrorCode code, String detail) {
        this(code, detail, Map.of(), Optional.empty());
    }

    /**
     * @param extensions further members of the problem document, by name
     * @param retryAfterSeconds the Retry-After header; where the code demands one and this is
     *     empty, a default is sent
     */
    public RefusedException(
            ErrorCode code,
            String detail,
            Map<String, Object> extensions,
            Optional<Integer> retryAfterSeconds) {
        super(detail, null, false, false);
        this.code = code;
        this.extensions = Map.copyOf(extensions);
        this.retryAfterSeconds = retryAfterSeconds;
    }

    public ErrorCode code() {
        return code;
    }

    public Map<String, Object> extensions() {
        return extensions;
    }

    public Optional<Integer> retryAfterSeconds() {
        return retryAfterSeconds;
    }
}
