package io.sluice.app.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.app.http.HttpNode.Answer;
import io.sluice.app.signin.EmergencyCredential;
import io.sluice.app.signin.EmergencyCredential.Made;
import io.sluice.app.signin.TestIssuer;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import tools.jackson.databind.JsonNode;

/** A node on which people sign in. */
class SignInIT {

    private static final TestIssuer ISSUER = new TestIssuer();
    private static final Made EMERGENCY =
            EmergencyCredential.make("night-shift", new SecureRandom());
    private static final String ALL =
            "accounts:write deposits:write withdrawals:write withdrawals:approve"
                    + " withdrawals:resolve rail:report circuit:pause circuit:resume ledger:read"
                    + " audit:read";

    @TempDir static Path data;
    private static HttpNode http;

    @BeforeAll
    static void start() {
        http =
                new HttpNode(
                        data,
                        "sluice.sign-in.issuer=" + TestIssuer.NAME,
                        "sluice.sign-in.jwk-set-uri=" + ISSUER.keysUri(),
                        "sluice.sign-in.emergency=" + EMERGENCY.credential().line());
        // Whoever asks first has the keys fetched; the provider may go down after that.
        assertThat(get(ISSUER.token("first", "ledger:read"), "/v1/circuit").status())
                .isEqualTo(200);
    }

    @AfterAll
    static void stop() {
        http.close();
        ISSUER.close();
    }

    private static HttpRequest.Builder by(String token, HttpRequest.Builder request) {
        return request.header("Authorization", "Bearer " + token);
    }

    private static Answer get(String token, String path) {
        return http.send(by(token, http.request(path).GET()));
    }

    private static Answer post(String token, String path, Map<String, ?> body) {
        return http.send(
                by(token, http.keyed(path, UUID.randomUUID().toString()))
                        .POST(BodyPublishers.ofString(Json.of(body))));
    }

    private static Answer pause(String token) {
        return http.send(
                by(token, http.keyed("/v1/circuit/pauses", UUID.randomUUID().toString()))
                        .POST(BodyPublishers.ofString(HttpNode.pause("ALL", "HOLD"))));
    }

    private static Answer resume(String token, String pauseId) {
        return post(
                token,
                "/v1/circuit/resumptions",
                Map.of("pauseIds", List.of(pauseId), "reason", "it is over"));
    }

    private static void assertProblem(Answer answer, int status, String code) {
        assertThat(answer.code()).as(answer.response().body()).isEqualTo(code);
        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.at("/effect")).isEqualTo("none");
    }

    @Test
    void whoDoesNotSignInLearnsThePublicStatusOnly() {
        assertThat(http.get("/v1/status").status()).isEqualTo(200);
        assertThat(http.get("/actuator/health").json().at("/status").asString()).isNotEmpty();
        for (String path :
                List.of("/v1/circuit", "/v1/accounts/alice", "/v1/audit/entries", "/nowhere")) {
            Answer answer = http.get(path);
            assertProblem(answer, 401, "unauthenticated");
            assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        }
        long before = http.events();
        assertProblem(
                http.post("/v1/accounts", Json.of(Map.of("accountId", "eve"))),
                401,
                "unauthenticated");
        assertThat(http.events()).isEqualTo(before);
    }

    @Test
    void aTokenThatIsNotValidIsRefusedAndSaysWhy() {
        String foreign = TestIssuer.sign(TestIssuer.claims("a").build(), TestIssuer.newKey());
        for (String token : List.of(foreign, "nonsense", EMERGENCY.token() + "x")) {
            Answer answer = get(token, "/v1/circuit");
            assertProblem(answer, 401, "unauthenticated");
            assertThat(answer.at("/detail")).startsWith("The token is not valid");
            assertThat(answer.header("WWW-Authenticate")).contains("invalid_token");
        }
    }

    @Test
    void aScopeOpensItsOwnCallsAndTheRefusalNamesTheMissingOne() {
        String reader = ISSUER.token("reader", "ledger:read");
        Answer answer = post(reader, "/v1/accounts", Map.of("accountId", "eve"));
        assertProblem(answer, 403, "forbidden");
        assertThat(answer.at("/detail")).contains("accounts:write");
        assertThat(answer.header("WWW-Authenticate")).contains("insufficient_scope");
        // Before anything of the request is read.
        assertProblem(post(reader, "/v1/accounts", Map.of("x", 1)), 403, "forbidden");
        assertThat(get(reader, "/v1/circuit").status()).isEqualTo(200);
        assertProblem(get(reader, "/v1/audit/entries?partition=0"), 403, "forbidden");
        assertProblem(get(reader, "/nowhere"), 404, "not-found");
        Answer wrongMethod = http.send(by(reader, http.request("/v1/circuit").DELETE()));
        assertProblem(wrongMethod, 405, "method-not-allowed");
        assertThat(wrongMethod.header("Allow")).isEqualTo("GET");
        assertProblem(get(reader, "/v1//circuit"), 400, "malformed-request");
    }

    @Test
    void everythingThatCanBeCalledIsInTheTable() {
        String nobody = ISSUER.token("nobody");
        Set<String> open = Set.of("/v1/status", "/error");
        long checked =
                http.mappings()
                        .flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                        .filter(info -> info.getPatternValues().stream().noneMatch(open::contains))
                        .filter(
                                info ->
                                        info.getPatternValues().stream()
                                                .noneMatch(p -> p.startsWith("/actuator/health")))
                        .peek(info -> assertForbidden(nobody, info))
                        .count();
        assertThat(checked).isGreaterThan(15);
    }

    /** 404 would say that the table does not know it, and 2xx that it is open. */
    private static void assertForbidden(String token, RequestMappingInfo info) {
        for (String pattern : info.getPatternValues()) {
            String path = pattern.replaceAll("\\{[^}]*}", "x");
            for (RequestMethod method : info.getMethodsCondition().getMethods()) {
                Answer answer =
                        http.send(
                                by(token, http.request(path))
                                        .method(method.name(), BodyPublishers.noBody()));
                assertThat(answer.code()).as("%s %s", method, pattern).isEqualTo("forbidden");
            }
        }
    }

    @Test
    void theLogNamesWhoAskedAndNobodyCanTakeTheLedgersName() {
        String account = "a-" + UUID.randomUUID();
        assertThat(
                        post(
                                        ISSUER.token("releaser", ALL),
                                        "/v1/accounts",
                                        Map.of("accountId", account))
                                .status())
                .isEqualTo(201);
        assertThat(actorsOf("account-opened", account)).containsExactly("user:releaser");
    }

    @Test
    void whoSignedInSeesHowManyAreHeldAndNobodyKeepsThatAnswer() {
        Answer signedIn = get(ISSUER.token("anybody"), "/v1/status");
        assertThat(signedIn.json().at("/withdrawals/0/heldCount").isNumber()).isTrue();
        assertThat(signedIn.header("Cache-Control")).isEqualTo("no-store");
        Answer open = http.get("/v1/status");
        assertThat(open.json().at("/withdrawals/0/heldCount").isMissingNode()).isTrue();
        assertThat(open.header("Cache-Control")).contains("public");
        assertThat(open.header("Vary")).isEqualTo("Authorization");
    }

    private static List<String> actorsOf(String type, String account) {
        String auditor = ISSUER.token("auditor", "audit:read");
        List<String> actors = new java.util.ArrayList<>();
        for (int partition = 0; partition < 2; partition++) {
            Answer entries = get(auditor, "/v1/audit/entries?limit=1000&partition=" + partition);
            for (JsonNode entry : entries.json().at("/entries")) {
                for (JsonNode event : entry.at("/events")) {
                    if (event.at("/type").asString().equals(type)
                            && event.at("/payload/accountId").asString("").equals(account)) {
                        actors.add(event.at("/meta/actor").asString());
                    }
                }
            }
        }
        return actors;
    }

    @Test
    void whileTheProviderIsDownAnEmergencyCredentialPausesAndKnownKeysGoOn() {
        ISSUER.close();
        Answer paused = pause(EMERGENCY.token());
        assertThat(paused.status()).as(paused.response().body()).isEqualTo(201);
        String pauseId = paused.at("/pauseId");

        assertProblem(resume(EMERGENCY.token(), pauseId), 403, "forbidden");
        assertProblem(
                post(EMERGENCY.token(), "/v1/accounts", Map.of("accountId", "eve")),
                403,
                "forbidden");
        assertProblem(get(EMERGENCY.token(), "/v1/accounts/alice"), 403, "forbidden");

        JsonNode pauses = get(EMERGENCY.token(), "/v1/circuit").json().at("/pauses");
        assertThat(pauses)
                .anySatisfy(
                        pause -> {
                            assertThat(pause.at("/pauseId").asString()).isEqualTo(pauseId);
                            assertThat(pause.at("/openedBy").asString())
                                    .isEqualTo("emergency:night-shift");
                        });
        for (String person : List.of("olga", "otto")) {
            assertThat(resume(ISSUER.token(person, "circuit:resume"), pauseId).status())
                    .isIn(200, 202, 409);
        }
        assertThat(
                        get(ISSUER.token("olga", "ledger:read"), "/v1/circuit/pauses?active=true")
                                .json()
                                .at("/pauses"))
                .isEmpty();
    }

    @Test
    void moneyComesBackFromADoubtBySomebodyWhoHadNoPartInIt() {
        String account = "a-" + UUID.randomUUID();
        String requester = ISSUER.token("requester", ALL);
        String doubter = ISSUER.token("doubter", ALL);
        String second = ISSUER.token("second", "withdrawals:resolve");
        post(requester, "/v1/accounts", Map.of("accountId", account));
        post(
                requester,
                "/v1/accounts/" + account + "/deposits",
                Map.of("asset", "BTC", "amount", "1", "reference", "r"));
        String withdrawals = "/v1/accounts/" + account + "/withdrawals";
        Answer requested =
                post(
                        requester,
                        withdrawals,
                        Map.of(
                                "asset", "BTC",
                                "network", "bitcoin",
                                "amount", "1",
                                "destination", Map.of("address", "sandbox:silent")));
        String path = withdrawals + "/" + requested.at("/withdrawalId");
        await().atMost(Duration.ofSeconds(10))
                .until(
                        () ->
                                post(
                                                        doubter,
                                                        path + "/failure",
                                                        Map.of(
                                                                "reason",
                                                                "timeout",
                                                                "definitive",
                                                                false))
                                                .status()
                                        == 200);
        Map<String, String> failed = Map.of("outcome", "FAILED", "evidence", "rail's books");
        assertProblem(post(requester, path + "/resolution", failed), 403, "second-person-required");
        assertProblem(post(doubter, path + "/resolution", failed), 403, "second-person-required");
        Answer resolved = post(second, path + "/resolution", failed);
        assertThat(resolved.status()).as(resolved.response().body()).isEqualTo(200);
        assertThat(resolved.at("/status")).isEqualTo("FAILED");
        assertThat(actorsOf("withdrawal-failed", account)).containsExactly("user:second");
    }
}
