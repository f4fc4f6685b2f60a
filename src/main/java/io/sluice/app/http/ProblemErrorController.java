package io.sluice.app.http;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Renders what never reached a controller: filters, and errors that the container sends. */
@RestController
final class ProblemErrorController implements ErrorController {

    @RequestMapping("${server.error.path:/error}")
    ResponseEntity<byte[]> error(HttpServletRequest request) {
        Object failure = request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
        Object uri = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        String instance = uri == null ? request.getRequestURI() : uri.toString();
        Problem problem =
                failure instanceof Throwable thrown
                        ? Problems.of(thrown, instance)
                        : Problems.of(status instanceof Integer code ? code : 404, instance);
        return ProblemAdvice.entity(problem, new HttpHeaders());
    }
}
