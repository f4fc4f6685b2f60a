package io.sluice.projection.query;

import static io.sluice.projection.testing.Events.BITCOIN;
import static io.sluice.projection.testing.Events.BTC;
import static io.sluice.projection.testing.Events.deposited;
import static io.sluice.projection.testing.Events.held;
import static io.sluice.projection.testing.Events.opened;
import static io.sluice.projection.testing.Events.pause;
import static io.sluice.projection.testing.Events.pauseOpened;
import static io.sluice.projection.testing.Events.pauseResumed;
import static io.sluice.projection.testing.Events.released;
import static io.sluice.projection.testing.Events.requested;
import static io.sluice.projection.testing.Events.resumption;
import static io.sluice.projection.testing.Events.withdrawal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import com.jayway.jsonpath.JsonPath;
import com.zaxxer.hikari.HikariDataSource;
import io.sluice.ledger.account.AccountStatus;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.reads.StrongReads.AccountReading;
import io.sluice.ledger.reads.StrongReads.BalanceReading;
import io.sluice.ledger.reads.StrongReads.WithdrawalReading;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import io.sluice.ledger.withdrawal.WithdrawalTerms;
import io.sluice.log.LogPosition;
import io.sluice.projection.ProjectionPool;
import io.sluice.projection.fold.BatchWriter;
import io.sluice.projection.fold.PlacedEvent;
import io.sluice.projection.stream.ProjectionProgress;
import io.sluice.projection.testing.TestDatabase;
import io.sluice.projection.testing.TestLedger;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;

@Timeout(60)
class QueriesIT {

    private static final String W1 = "/v1/accounts/alice/withdrawals/" + withdrawal("w1");
    private static final Pattern NEXT = Pattern.compile("<(.*)>; rel=\"next\"");

    @TempDir static Path folder;
    private static TestDatabase database;

    private final TestLedger ledger = new TestLedger(1);
    private final TestReads owner = new TestReads();
    private final List<LogPosition> alarms = new ArrayList<>();
    private final HikariDataSource pool = ProjectionPool.of(url());
    private final ProjectionProgress progress = new ProjectionProgress();
    private final BatchWriter writer = new BatchWriter();
    private final MockMvc http = http();
    private int written;

    @BeforeAll
    static void start() {
        database = TestDatabase.start(folder);
    }

    private static String url() {
        return database.url();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void clear() throws SQLException {
        database.clear();
    }

    @AfterEach
    void close() {
        pool.close();
        database.server().startAgain();
    }

    private MockMvc http() {
        ReadDatabase reads = new ReadDatabase(pool);
        AccountQueries queries = new AccountQueries(reads);
        Freshness freshness = new Freshness(ledger, progress, reads, alarms::add);
        Catalogue catalogue = Catalogue.standard();
        Views views = new Views(catalogue);
        Owner asked = new Owner(Optional.of(owner));
        return MockMvcBuilders.standaloneSetup(
                        new AccountController(queries, freshness, asked, views),
                        new WithdrawalListController(
                                queries,
                                new WithdrawalPages(reads),
                                freshness,
                                asked,
                                views,
                                catalogue))
                .setControllerAdvice(new RefusalAdvice())
                .build();
    }

    private void aliceWithTwoBitcoins() throws SQLException {
        ledger.append(0, opened("alice"), deposited("alice", Amount.of(200_000_000), "d1"));
        project();
    }

    @Test
    void anAccountIsRenderedAtFullScaleWithItsPosition() throws Exception {
        aliceWithTwoBitcoins();
        ledger.append(0, requested("alice", "w1", 50_000_000, 10_000));
        LogPosition end = ledger.append(0, released("alice", "w1", 50_000_000, 10_000));
        project();

        http.perform(get("/v1/accounts/alice"))
                .andExpect(status().isOk())
                .andExpect(header().string("Sluice-Position", end.toString()))
                .andExpect(
                        content()
                                .json(
                                        """
                                        {"accountId":"alice","status":"OPEN","balances":[
                                        {"asset":"BTC","available":"1.49990000",
                                         "reserved":"0.50010000"}],
                                        "position":"%s","asOf":"2026-11-22T17:00:00.003001Z",
                                        "source":"projection"}\
                                        """
                                                .formatted(end)));
    }

    @Test
    void strongReadsComeFromTheOwner() throws Exception {
        aliceWithTwoBitcoins();
        owner.accounts.put(new AccountId("alice"), ownersAlice());
        http.perform(get("/v1/accounts/alice?consistency=strong"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.source").value("owner"))
                .andExpect(jsonPath("$.balances[0].available").value("0.00000009"))
                .andExpect(jsonPath("$.balances[1].asset").value("ETH"));
    }

    @Test
    void aWithdrawalShowsItsTimeline() throws Exception {
        aliceWithTwoBitcoins();
        LogPosition asked =
                ledger.append(
                        0,
                        requested(
                                "alice",
                                "w1",
                                50_000_000,
                                0,
                                new Destination("bc1q", Optional.of("tag"))),
                        held("alice", "w1", pause("p1")));
        project();

        http.perform(get(W1))
                .andExpect(status().isOk())
                .andExpect(header().string("Sluice-Position", asked.toString()))
                .andExpect(jsonPath("$.withdrawalId").value(withdrawal("w1").toString()))
                .andExpect(jsonPath("$.amount").value("0.50000000"))
                .andExpect(jsonPath("$.fee").value("0.00000000"))
                .andExpect(jsonPath("$.destination.memo").value("tag"))
                .andExpect(jsonPath("$.status").value("HELD"))
                .andExpect(jsonPath("$.money").value("held"))
                .andExpect(jsonPath("$.timeline.length()").value(2))
                .andExpect(jsonPath("$.timeline[0].event").value("withdrawal-requested"))
                .andExpect(jsonPath("$.timeline[0].actor").value("tester"))
                .andExpect(jsonPath("$.timeline[1].position").value(asked.toString()))
                .andExpect(jsonPath("$.timeline[1].detail.pauseIds").value(pause("p1").toString()))
                .andExpect(jsonPath("$.source").value("projection"));
    }

    @Test
    void nothingIsSaidNotToExistBeforeTheOwnerWasAsked() throws Exception {
        owner.accounts.put(new AccountId("alice"), ownersAlice());
        owner.withdrawals.put(withdrawal("w1"), ownersWithdrawal());
        refused("/v1/accounts/bob", 404, "account-not-found");
        http.perform(get("/v1/accounts/alice")).andExpect(jsonPath("$.source").value("owner"));
        http.perform(get(W1)).andExpect(jsonPath("$.source").value("owner"));
        http.perform(get("/v1/accounts/alice/withdrawals"))
                .andExpect(jsonPath("$.withdrawals.length()").value(0));
        refused("/v1/accounts/bob/withdrawals", 404, "account-not-found");
        refused("/v1/accounts/bob/withdrawals/" + withdrawal("w1"), 404, "withdrawal-not-found");

        owner.reachable = false;
        refused("/v1/accounts/bob", 503, "store-unavailable");
        refused(W1, 503, "store-unavailable");
    }

    @Test
    void anotherAccountsWithdrawalIsNotShown() throws Exception {
        aliceWithTwoBitcoins();
        ledger.append(0, opened("bob"), requested("alice", "w1", 5, 0));
        project();
        refused("/v1/accounts/bob/withdrawals/" + withdrawal("w1"), 404, "withdrawal-not-found");
    }

    @Test
    void pagesRunNewestFirstWithoutGapsOrRepeats() throws Exception {
        aliceWithTwoBitcoins();
        for (int each = 0; each < 25; each++) {
            ledger.append(0, requested("alice", "w" + each, each + 1, 0));
        }
        project();
        List<String> seen = new ArrayList<>();
        Optional<String> next = Optional.of("/v1/accounts/alice/withdrawals?limit=10");
        int pages = 0;
        while (next.isPresent()) {
            MvcResult page = http.perform(get(next.get())).andExpect(status().isOk()).andReturn();
            seen.addAll(
                    JsonPath.read(
                            page.getResponse().getContentAsString(), "$.withdrawals[*].amount"));
            next = next(page);
            pages++;
            // What comes in meanwhile does not shift the pages that follow.
            ledger.append(0, requested("alice", "late" + pages, 1000, 0));
            project();
        }
        assertThat(pages).isEqualTo(3);
        assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        assertThat(seen.getFirst()).isEqualTo("0.00000025");
        assertThat(seen.getLast()).isEqualTo("0.00000001");
    }

    @Test
    void listsAreFiltered() throws Exception {
        aliceWithTwoBitcoins();
        ledger.append(0, requested("alice", "w1", 1, 0));
        ledger.append(0, requested("alice", "w2", 2, 0), held("alice", "w2", pause("p1")));
        ledger.append(0, requested("alice", "w3", 3, 0), held("alice", "w3", pause("p2")));
        ledger.append(0, released("alice", "w3", 3, 0));
        project();
        amounts("/v1/withdrawals", "0.00000003", "0.00000002", "0.00000001");
        amounts("/v1/withdrawals?status=HELD", "0.00000002");
        amounts("/v1/withdrawals?pauseId=" + pause("p2"), "0.00000003");
        amounts("/v1/withdrawals?pauseId=" + pause("p2") + "&status=HELD");
        amounts("/v1/withdrawals?asset=ETH");
        amounts("/v1/withdrawals?asset=BTC&network=bitcoin&status=REQUESTED", "0.00000001");
        amounts("/v1/accounts/alice/withdrawals?status=RELEASED", "0.00000003");
        http.perform(get("/v1/withdrawals?status=HELD"))
                .andExpect(jsonPath("$.withdrawals[0].pauseIds[0]").value(pause("p1").toString()))
                .andExpect(jsonPath("$.withdrawals[0].heldBy[0]").value(pause("p1").toString()))
                .andExpect(jsonPath("$.withdrawals[0].heldReason").value("draining"));
        ledger.append(0, pauseOpened(pause("p3")));
        project();
        http.perform(get("/v1/withdrawals?status=HELD"))
                .andExpect(jsonPath("$.withdrawals[0].heldBy[0]").value(pause("p3").toString()))
                .andExpect(jsonPath("$.withdrawals[0].heldReason").value("paused"));
        ledger.append(
                0,
                pauseResumed(pause("p3"), resumption("r3")),
                new LedgerEvent.AccountFrozen(new AccountId("alice"), "look"));
        project();
        http.perform(get("/v1/accounts/alice/withdrawals/" + withdrawal("w2")))
                .andExpect(jsonPath("$.heldBy[0]").value(pause("p1").toString()))
                .andExpect(jsonPath("$.heldReason").value("account-frozen"));
    }

    @Test
    void aCursorServesOnlyTheListThatGaveIt() throws Exception {
        aliceWithTwoBitcoins();
        ledger.append(0, requested("alice", "w1", 1, 0), requested("alice", "w2", 2, 0));
        project();
        String next =
                next(http.perform(get("/v1/withdrawals?limit=1&status=REQUESTED")).andReturn())
                        .orElseThrow();
        String cursor = next.substring(next.indexOf("cursor=") + "cursor=".length());
        refused("/v1/withdrawals?cursor=" + cursor, 400, "invalid-cursor");
        refused("/v1/withdrawals?status=HELD&cursor=" + cursor, 400, "invalid-cursor");
        refused(
                "/v1/accounts/alice/withdrawals?status=REQUESTED&cursor=" + cursor,
                400,
                "invalid-cursor");
        amounts("/v1/withdrawals?status=REQUESTED&limit=500&cursor=" + cursor, "0.00000001");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/accounts/alice?color=red, 400, malformed-request",
        "/v1/accounts/alice?consistency=weak, 400, malformed-request",
        "/v1/accounts/alice?consistency=strong&consistency=strong, 400, malformed-request",
        "/v1/accounts/alice?wait=31, 400, malformed-request",
        "/v1/accounts/alice?wait=-1, 400, malformed-request",
        "/v1/accounts/alice?wait=1e1, 400, malformed-request",
        "/v1/accounts/a%20b, 400, malformed-request",
        "/v1/accounts/alice/withdrawals/1, 400, malformed-request",
        "/v1/accounts/alice/withdrawals?asset=BTC, 400, malformed-request",
        "/v1/withdrawals?limit=0, 400, malformed-request",
        "/v1/withdrawals?limit=501, 400, malformed-request",
        "/v1/withdrawals?status=held, 400, malformed-request",
        "/v1/withdrawals?pauseId=1, 400, malformed-request",
        "/v1/withdrawals?asset=DOGE, 422, unknown-asset",
        "/v1/withdrawals?network=carrier-pigeon, 422, unknown-network",
        "/v1/withdrawals?cursor=AAAA, 400, invalid-cursor",
        "/v1/withdrawals?cursor=%F0%9F%98%80, 400, invalid-cursor",
        "/v1/withdrawals?cursor=x&at-least=x, 400, invalid-cursor",
        "/v1/withdrawals?at-least=x, 422, invalid-position",
        "/v1/accounts/alice?at-least=0:0, 422, invalid-position",
        "/v1/accounts/alice?at-least=7:1:00000000, 422, invalid-position",
        "/v1/accounts/alice?at-least=0:999999999:00000000, 422, invalid-position",
    })
    void refusesWhatItDoesNotUnderstand(String url, int status, String code) throws Exception {
        refused(url, status, code);
        assertThat(alarms).isEmpty();
    }

    @Test
    void aPositionThatTheChainDoesNotHoldRaisesTheLossAlarm() throws Exception {
        aliceWithTwoBitcoins();
        refused("/v1/accounts/alice?at-least=0:1:deadbeef", 422, "invalid-position");
        assertThat(alarms).containsExactly(new LogPosition(0, 1, "deadbeef"));
    }

    @Test
    void atLeastWaitsUntilTheEntryIsProjectedWhole() throws Exception {
        aliceWithTwoBitcoins();
        LogPosition asked =
                ledger.append(
                        0,
                        requested("alice", "w1", 50_000_000, 0),
                        held("alice", "w1", pause("p1")));
        CompletableFuture<Void> projecting =
                CompletableFuture.runAsync(
                        () -> {
                            try {
                                project(1);
                                project(1);
                            } catch (SQLException failed) {
                                throw new IllegalStateException(failed);
                            }
                        },
                        CompletableFuture.delayedExecutor(300, TimeUnit.MILLISECONDS));
        http.perform(get(W1 + "?at-least=" + asked))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.status").value("HELD"))
                .andExpect(jsonPath("$.source").value("projection"));
        projecting.get(5, TimeUnit.SECONDS);
    }

    @Test
    void seesWhatAnotherNodeProjected() throws Exception {
        ledger.append(0, opened("alice"));
        LogPosition end = ledger.append(0, deposited("alice", Amount.of(5), "d1"));
        write(ledger.all());
        http.perform(get("/v1/accounts/alice?at-least=" + end))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.source").value("projection"));
    }

    @Test
    void pastTheWaitItIsNotYetVisible() throws Exception {
        aliceWithTwoBitcoins();
        LogPosition unprojected = ledger.append(0, deposited("alice", Amount.of(5), "d2"));
        long begun = System.nanoTime();
        http.perform(get("/v1/accounts/alice?wait=1&at-least=" + unprojected))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().exists("Retry-After"))
                .andExpect(jsonPath("$.code").value("not-yet-visible"));
        assertThat(Duration.ofNanos(System.nanoTime() - begun))
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(3));
        refused("/v1/withdrawals?wait=0&at-least=0:50:00000000", 503, "not-yet-visible");
    }

    @Test
    void withPostgresDownOneThingComesFromTheOwnerAndListsDoNot() throws Exception {
        aliceWithTwoBitcoins();
        owner.accounts.put(new AccountId("alice"), ownersAlice());
        owner.withdrawals.put(withdrawal("w1"), ownersWithdrawal());
        LogPosition end = ledger.append(0, deposited("alice", Amount.of(5), "d2"));
        database.server().stop();

        http.perform(get("/v1/accounts/alice"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.source").value("owner"));
        http.perform(get("/v1/accounts/alice?at-least=" + end))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.source").value("owner"));
        http.perform(get(W1))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.source").value("owner"));
        http.perform(get("/v1/withdrawals"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(header().exists("Retry-After"))
                .andExpect(jsonPath("$.code").value("projection-unavailable"));
        owner.reachable = false;
        refused("/v1/accounts/alice", 503, "store-unavailable");
    }

    private void amounts(String url, String... expected) throws Exception {
        MvcResult result = http.perform(get(url)).andExpect(status().isOk()).andReturn();
        List<String> amounts =
                JsonPath.read(result.getResponse().getContentAsString(), "$.withdrawals[*].amount");
        assertThat(amounts).containsExactly(expected);
    }

    private void refused(String url, int status, String code) throws Exception {
        http.perform(get(URI.create(url)))
                .andExpect(status().is(status))
                .andExpect(jsonPath("$.code").value(code));
    }

    private static Optional<String> next(MvcResult page) {
        return Optional.ofNullable(page.getResponse().getHeader("Link"))
                .map(NEXT::matcher)
                .filter(Matcher::matches)
                .map(matcher -> matcher.group(1));
    }

    private void project() throws SQLException {
        project(ledger.all().size() - written);
    }

    private void project(int events) throws SQLException {
        List<PlacedEvent> fresh = ledger.all().subList(written, written + events);
        written += events;
        write(fresh);
        progress.advance(Map.of(0, (long) written));
    }

    private void write(List<PlacedEvent> events) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            writer.write(connection, events);
            connection.commit();
        }
    }

    private static AccountReading ownersAlice() {
        return new AccountReading(
                new AccountId("alice"),
                AccountStatus.OPEN,
                List.of(
                        new BalanceReading(new Asset("ETH"), Amount.ZERO, Amount.ZERO),
                        new BalanceReading(BTC, Amount.of(9), Amount.ZERO)),
                "0:1:00000000",
                Instant.EPOCH);
    }

    private static WithdrawalReading ownersWithdrawal() {
        return new WithdrawalReading(
                withdrawal("w1"),
                new WithdrawalTerms(
                        new AccountId("alice"),
                        BTC,
                        BITCOIN,
                        Amount.of(9),
                        Amount.ZERO,
                        new Destination("bc1q", Optional.empty())),
                WithdrawalStatus.REQUESTED,
                List.of(),
                "0:1:00000000",
                Instant.EPOCH);
    }
}
