package io.sluice.app.http;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.AbstractProtocol;
import org.apache.juli.logging.Log;
import org.apache.juli.logging.LogFactory;
import org.apache.tomcat.util.ExceptionUtils;
import org.jspecify.annotations.Nullable;

/**
 * Takes the place of Tomcat's HTML page, for requests that never reach the application: an
 * unreadable request line, a method that Tomcat itself refuses, one that comes as the node stops.
 */
public final class ProblemValve extends ErrorReportValve {

    private static final Log LOG = LogFactory.getLog(ProblemValve.class);

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status =
                cameTooLate(request)
                        ? HttpServletResponse.SC_SERVICE_UNAVAILABLE
                        : response.getStatus();
        if (status < HttpServletResponse.SC_BAD_REQUEST
                || response.getContentWritten() > 0
                || !response.setErrorReported()) {
            return;
        }
        // Where Tomcat blames the client it says why in an exception of its own; that is no bug.
        Problem problem =
                failure == null || status < HttpServletResponse.SC_INTERNAL_SERVER_ERROR
                        ? Problems.of(status, instance(request))
                        : Problems.of(failure, instance(request));
        try {
            response.setStatus(problem.status());
            response.setContentType(Problem.MEDIA_TYPE);
            problem.retryAfter()
                    .ifPresent(
                            seconds ->
                                    response.setHeader("Retry-After", Integer.toString(seconds)));
            response.getOutputStream().write(problem.json());
            response.finishResponse();
        } catch (IOException | IllegalStateException gone) {
            ExceptionUtils.handleThrowable(gone);
            LOG.debug("the client left before its problem was written", gone);
        }
    }

    /**
     * Tomcat stops reading a request at its first line where it is paused by then, and says 400 all
     * the same, since it finds no Host header in what it did not read.
     */
    private static boolean cameTooLate(Request request) {
        return request.getConnector().getProtocolHandler() instanceof AbstractProtocol<?> protocol
                && protocol.isPaused()
                && request.getCoyoteRequest().getMimeHeaders().size() == 0;
    }

    /** What could not be read is not echoed. */
    private static String instance(Request request) {
        @Nullable String uri = request.getRequestURI();
        return uri == null || !uri.chars().allMatch(c -> c > ' ' && c < 0x7f) ? "/" : uri;
    }
}
