package io.sluice.projection.query;

import io.sluice.ledger.refusal.RefusedException;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Stands in for the application's rendering of problems. */
@RestControllerAdvice
final class RefusalAdvice {

    @ExceptionHandler
    ResponseEntity<Map<String, Object>> refused(RefusedException refused) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(refused.code().httpStatus());
        refused.retryAfterSeconds()
                .ifPresent(seconds -> answer.header("Retry-After", seconds.toString()));
        return answer.body(Map.of("code", refused.code().code()));
    }
}
