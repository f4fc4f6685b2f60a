package io.sluice.app.http;

import io.sluice.ledger.refusal.ErrorCode;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;

/** Problem documents for filters, which answer before any controller is asked. */
public final class ProblemResponses {

    private ProblemResponses() {}

    /** Headers that were set before are kept. */
    public static void write(
            ErrorCode code, String detail, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Problem problem = Problem.of(code, detail, request.getRequestURI());
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        problem.retryAfter()
                .ifPresent(
                        seconds ->
                                response.setHeader(
                                        HttpHeaders.RETRY_AFTER, Integer.toString(seconds)));
        response.getOutputStream().write(problem.json());
    }
}
