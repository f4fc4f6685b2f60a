package io.sluice.ledger.refusal;

/**
 * Every error that the API can answer, in order of precedence: where several apply, the first
 * declared is answered. Codes are stable; each is explained to users in {@code src/docs/errors.md}.
 */
public enum ErrorCode {
    UNAUTHENTICATED("unauthenticated", 401, Retry.NEVER),
    SIGN_IN_UNAVAILABLE("sign-in-unavailable", 503, Retry.AFTER),
    FORBIDDEN("forbidden", 403, Retry.NEVER),
    SECOND_PERSON_REQUIRED("second-person-required", 403, Retry.NEVER),
    TOO_MANY_IN_FLIGHT("too-many-in-flight", 429, Retry.AFTER),
    NOT_FOUND("not-found", 404, Retry.NEVER),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, Retry.NEVER),
    BODY_TOO_LARGE("body-too-large", 413, Retry.NEVER),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, Retry.NEVER),
    MALFORMED_REQUEST("malformed-request", 400, Retry.NEVER),
    IDEMPOTENCY_KEY_MISSING("idempotency-key-missing", 400, Retry.NEVER),
    INVALID_CURSOR("invalid-cursor", 400, Retry.NEVER),
    INVALID_POSITION("invalid-position", 422, Retry.NEVER),
    ACCOUNT_NOT_FOUND("account-not-found", 404, Retry.NEVER),
    WITHDRAWAL_NOT_FOUND("withdrawal-not-found", 404, Retry.NEVER),
    PAUSE_NOT_FOUND("pause-not-found", 404, Retry.NEVER),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", 422, Retry.NEVER),
    REFERENCE_REUSED("reference-reused", 422, Retry.NEVER),
    ACCOUNT_EXISTS("account-exists", 409, Retry.NEVER),
    UNKNOWN_ASSET("unknown-asset", 422, Retry.NEVER),
    UNKNOWN_NETWORK("unknown-network", 422, Retry.NEVER),
    NETWORK_NOT_SUPPORTED("network-not-supported", 422, Retry.NEVER),
    END_NOT_AHEAD("end-not-ahead", 422, Retry.NEVER),
    AMOUNT_SCALE("amount-scale", 422, Retry.NEVER),
    AMOUNT_NOT_POSITIVE("amount-not-positive", 422, Retry.NEVER),
    AMOUNT_TOO_LARGE("amount-too-large", 422, Retry.NEVER),
    EXPIRY_PASSED("expiry-passed", 422, Retry.NEVER),
    ACCOUNT_CLOSED("account-closed", 409, Retry.NEVER),
    ACCOUNT_NOT_EMPTY("account-not-empty", 409, Retry.NEVER),
    ACCOUNT_FROZEN("account-frozen", 409, Retry.NEVER),
    ILLEGAL_TRANSITION("illegal-transition", 409, Retry.NEVER),
    ALREADY_RESUMED("already-resumed", 409, Retry.NEVER),
    WITHDRAWALS_PAUSED("withdrawals-paused", 409, Retry.AFTER),
    INSUFFICIENT_FUNDS("insufficient-funds", 422, Retry.NEVER),
    OUTCOME_UNKNOWN("outcome-unknown", 503, Retry.SAME_KEY),
    PAUSE_NOT_DURABLE("pause-not-durable", 503, Retry.SAME_KEY),
    STORE_UNAVAILABLE("store-unavailable", 503, Retry.AFTER),
    PROJECTION_UNAVAILABLE("projection-unavailable", 503, Retry.AFTER),
    NOT_YET_VISIBLE("not-yet-visible", 503, Retry.AFTER),
    INTERNAL_ERROR("internal-error", 500, Retry.SAME_KEY);

    private final String code;
    private final int httpStatus;
    private final Retry retry;

    ErrorCode(String code, int httpStatus, Retry retry) {
        this.code = code;
        this.httpStatus = httpStatus;
        this.retry = retry;
    }

    public String code() {
        return code;
    }

    public int httpStatus() {
        return httpStatus;
    }

    public Retry retry() {
        return retry;
    }

    /** Whether the command may have taken effect although this was answered. */
    public boolean effectUnknown() {
        return this == OUTCOME_UNKNOWN;
    }

    /** What the caller may do next. */
    public enum Retry {
        /** The same request with the same idempotency key gets the true outcome. */
        SAME_KEY("same-key"),
        /** Again after the Retry-After header's seconds. */
        AFTER("after"),
        /** The same request would be refused again. */
        NEVER("never");

        private final String wire;

        Retry(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }
}
