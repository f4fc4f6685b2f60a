package io.sluice.app.signin;

import static io.sluice.app.signin.Access.ACCOUNTS_WRITE;
import static io.sluice.app.signin.Access.AUDIT_READ;
import static io.sluice.app.signin.Access.CIRCUIT_PAUSE;
import static io.sluice.app.signin.Access.CIRCUIT_RESUME;
import static io.sluice.app.signin.Access.DEPOSITS_WRITE;
import static io.sluice.app.signin.Access.LEDGER_READ;
import static io.sluice.app.signin.Access.RAIL_REPORT;
import static io.sluice.app.signin.Access.WITHDRAWALS_APPROVE;
import static io.sluice.app.signin.Access.WITHDRAWALS_RESOLVE;
import static io.sluice.app.signin.Access.WITHDRAWALS_WRITE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Set;
import org.springframework.http.HttpMethod;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Who may call what. A call that is not in here is answered as if nothing were there, so an
 * endpoint that somebody forgets to enter is closed; a test walks over all that there are.
 */
final class AccessTable {

    private static final String ACCOUNT = "/v1/accounts/{accountId}";
    private static final String WITHDRAWALS = ACCOUNT + "/withdrawals";
    private static final String WITHDRAWAL = WITHDRAWALS + "/{withdrawalId}";

    /** In which any one of the scopes suffices, and none is needed where there are none. */
    static final List<Row> ROWS =
            List.of(
                    row(GET, "/v1/status"),
                    row(GET, "/actuator/health"),
                    row(GET, "/actuator/health/**"),
                    row(POST, "/v1/accounts", ACCOUNTS_WRITE),
                    row(PUT, ACCOUNT + "/status", ACCOUNTS_WRITE),
                    row(POST, ACCOUNT + "/deposits", DEPOSITS_WRITE),
                    row(POST, WITHDRAWALS, WITHDRAWALS_WRITE),
                    row(POST, WITHDRAWAL + "/cancellation", WITHDRAWALS_WRITE),
                    row(POST, "/v1/withdrawals/cancellations", WITHDRAWALS_WRITE),
                    row(POST, "/v1/withdrawals/batch", WITHDRAWALS_WRITE),
                    row(POST, WITHDRAWAL + "/approval", WITHDRAWALS_APPROVE),
                    row(POST, WITHDRAWAL + "/rejection", WITHDRAWALS_APPROVE),
                    row(POST, WITHDRAWAL + "/submission", RAIL_REPORT),
                    row(POST, WITHDRAWAL + "/settlement", RAIL_REPORT),
                    row(POST, WITHDRAWAL + "/failure", RAIL_REPORT),
                    row(POST, WITHDRAWAL + "/resolution", WITHDRAWALS_RESOLVE),
                    row(GET, ACCOUNT, LEDGER_READ),
                    row(GET, WITHDRAWALS, LEDGER_READ),
                    row(GET, WITHDRAWAL, LEDGER_READ),
                    row(GET, ACCOUNT + "/statement", LEDGER_READ),
                    row(GET, "/v1/withdrawals", LEDGER_READ),
                    row(POST, "/v1/circuit/pauses", CIRCUIT_PAUSE),
                    row(POST, "/v1/circuit/resumptions", CIRCUIT_RESUME),
                    row(
                            POST,
                            "/v1/circuit/pauses/{pauseId}/extension",
                            CIRCUIT_PAUSE,
                            CIRCUIT_RESUME),
                    row(POST, "/v1/circuit/overrides", CIRCUIT_RESUME),
                    row(GET, "/v1/circuit", LEDGER_READ, CIRCUIT_PAUSE, CIRCUIT_RESUME),
                    row(GET, "/v1/circuit/pauses", LEDGER_READ, CIRCUIT_PAUSE, CIRCUIT_RESUME),
                    row(
                            GET,
                            "/v1/circuit/pauses/{pauseId}",
                            LEDGER_READ,
                            CIRCUIT_PAUSE,
                            CIRCUIT_RESUME),
                    row(GET, "/v1/audit/entries", AUDIT_READ),
                    row(GET, "/actuator", LEDGER_READ),
                    row(GET, "/actuator/info", LEDGER_READ),
                    row(GET, "/actuator/metrics", LEDGER_READ),
                    row(GET, "/actuator/prometheus", LEDGER_READ),
                    row(GET, "/actuator/metrics/{requiredMetricName}", LEDGER_READ));

    /** One line of the table. */
    record Row(
            HttpMethod method, String path, PathPatternRequestMatcher matcher, Set<Access> anyOf) {

        private boolean isOf(HttpMethod asked) {
            return method.equals(asked.equals(HttpMethod.HEAD) ? GET : asked);
        }
    }

    /** What the table says about a call. */
    sealed interface Ruling {

        record Open() implements Ruling {}

        /**
         * @param anyOf never empty
         */
        record Needs(Set<Access> anyOf) implements Ruling {}

        /** The path is there, for other methods. */
        record OtherMethods(List<HttpMethod> methods) implements Ruling {}

        record Nowhere() implements Ruling {}
    }

    private AccessTable() {}

    private static Row row(HttpMethod method, String path, Access... anyOf) {
        return new Row(method, path, PathPatternRequestMatcher.pathPattern(path), Set.of(anyOf));
    }

    static Ruling ruling(HttpServletRequest request) {
        List<Row> rows = ROWS.stream().filter(row -> row.matcher().matches(request)).toList();
        HttpMethod asked = HttpMethod.valueOf(request.getMethod());
        return rows.stream()
                .filter(row -> row.isOf(asked))
                .findFirst()
                .map(AccessTable::ruling)
                .orElseGet(
                        () ->
                                rows.isEmpty()
                                        ? new Ruling.Nowhere()
                                        : new Ruling.OtherMethods(
                                                rows.stream().map(Row::method).toList()));
    }

    private static Ruling ruling(Row row) {
        return row.anyOf().isEmpty() ? new Ruling.Open() : new Ruling.Needs(row.anyOf());
    }
}
