package io.sluice.app.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;

/** Renders what controllers and Spring's dispatcher throw. */
@RestControllerAdvice
final class ProblemAdvice {

    @ExceptionHandler(Throwable.class)
    ResponseEntity<byte[]> render(Throwable failure, HttpServletRequest request) {
        if (failure instanceof AsyncRequestNotUsableException gone) {
            throw new ClientGoneException(gone);
        }
        return entity(Problems.of(failure, request.getRequestURI()), headers(failure));
    }

    static ResponseEntity<byte[]> entity(Problem problem, HttpHeaders headers) {
        ResponseEntity.BodyBuilder answer =
                ResponseEntity.status(problem.status()).headers(headers);
        answer.header(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE);
        answer.header(HttpHeaders.CACHE_CONTROL, "no-store");
        problem.retryAfter()
                .ifPresent(
                        seconds ->
                                answer.header(HttpHeaders.RETRY_AFTER, Integer.toString(seconds)));
        return answer.body(problem.json());
    }

    /** Of the framework's headers only Allow and Accept help the client. */
    private static HttpHeaders headers(Throwable failure) {
        HttpHeaders kept = new HttpHeaders();
        if (failure instanceof ErrorResponse framework) {
            HttpHeaders theirs = framework.getHeaders();
            for (String name : new String[] {HttpHeaders.ALLOW, HttpHeaders.ACCEPT}) {
                Optional.ofNullable(theirs.getFirst(name))
                        .ifPresent(value -> kept.set(name, Objects.requireNonNull(value)));
            }
        }
        return kept;
    }

    /** Nobody is left to answer. */
    private static final class ClientGoneException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ClientGoneException(Throwable cause) {
            super(cause);
        }
    }
}
