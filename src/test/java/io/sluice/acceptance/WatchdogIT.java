package io.sluice.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.acceptance.Api.Answer;
import io.sluice.app.metrics.Metric;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

/**
 * Each cause provoked for real, and named in the pause or the alarm that it made: one node, whose
 * broker is a process of its own. (Lost data has its own test, on a node that runs, in
 * command-api.)
 */
@Isolated("a node that waits for its turn is what the watchdog looks for")
class WatchdogIT {

    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration OFTEN = Duration.ofMillis(50);

    @TempDir Path folder;

    @Test
    void namesWhatItSawInThePauseOrTheAlarmThatItMade() throws Exception {
        Path brokers = folder.resolve("broker");
        BrokerProcess broker = BrokerProcess.start(brokers);
        try (RunningSluice sluice = RunningSluice.start(folder.resolve("data"), settings(broker))) {
            Ledger ledger = new Ledger(sluice.api());
            ledger.open("alice");
            ledger.deposit("alice", "BTC", "2", "btc");
            ledger.deposit("alice", "EUR", "100", "eur");
            ledger.deposit("alice", "USDT", "100", "usdt");
            drift(sluice);
            stuckWithdrawalAndFailingRail(sluice, ledger);
            heldBackProjection(sluice, ledger);
            killedPostgres(sluice);
            stoppedBroker(sluice, ledger, broker);
            broker = killedBroker(sluice, brokers, broker);
            scrape(sluice);
        } finally {
            broker.close();
        }
    }

    private static Map<String, String> settings(BrokerProcess broker) {
        return Map.ofEntries(
                Map.entry("sluice.kafka.bootstrap-servers", broker.bootstrapServers()),
                Map.entry("sluice.kafka.replication-factor", "1"),
                Map.entry("sluice.kafka.min-insync-replicas", "1"),
                Map.entry("sluice.watchdog.every", "50ms"),
                Map.entry("sluice.watchdog.projection-drift.every", "200ms"),
                Map.entry("sluice.watchdog.projection-drift.scope", "BTC"),
                Map.entry("sluice.watchdog.failing-rail.at-least", "4"),
                Map.entry("sluice.watchdog.failing-rail.for", "0s"),
                Map.entry("sluice.watchdog.failing-rail.scope", "tron"),
                Map.entry("sluice.watchdog.stuck-withdrawals.age.released", "500ms"),
                Map.entry("sluice.watchdog.projection-lag.threshold", "3"),
                Map.entry("sluice.watchdog.projection-lag.for", "0s"),
                Map.entry("sluice.watchdog.postgres-down.for", "0s"),
                Map.entry("sluice.watchdog.stuck-appends.threshold", "500ms"),
                Map.entry("sluice.watchdog.stuck-appends.for", "0s"),
                Map.entry("sluice.watchdog.stuck-appends.scope", "ETH"),
                Map.entry("sluice.watchdog.brokers-missing.for", "1s"));
    }

    private static JsonNode circuit(RunningSluice sluice) throws Exception {
        Answer answer = sluice.api().get("/v1/circuit");
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    private static Optional<JsonNode> alarm(RunningSluice sluice, String name) throws Exception {
        return circuit(sluice)
                .at("/alarms")
                .valueStream()
                .filter(alarm -> alarm.at("/name").asString("").equals(name))
                .findFirst();
    }

    private static String evidence(RunningSluice sluice, String name) {
        await("alarm " + name)
                .atMost(SOON)
                .pollInterval(OFTEN)
                .until(() -> alarm(sluice, name).isPresent());
        try {
            return alarm(sluice, name).map(it -> it.at("/evidence").asString("")).orElse("over");
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static JsonNode pause(RunningSluice sluice, String cause) {
        await("a pause for " + cause)
                .atMost(SOON)
                .pollInterval(OFTEN)
                .until(() -> find(sluice, cause).isPresent());
        try {
            JsonNode pause = find(sluice, cause).orElseThrow();
            assertThat(pause.at("/openedBy").asString("")).isEqualTo("watchdog");
            return pause;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }

    private static Optional<JsonNode> find(RunningSluice sluice, String cause) throws Exception {
        return circuit(sluice)
                .at("/pauses")
                .valueStream()
                .filter(pause -> pause.at("/reason").asString("").startsWith(cause + ": "))
                .findFirst();
    }

    private static String reason(JsonNode pause) {
        return pause.at("/reason").asString("");
    }

    private Connection postgres() throws Exception {
        Properties runtime = new Properties();
        try (var reader =
                Files.newBufferedReader(folder.resolve("data").resolve("runtime.properties"))) {
            runtime.load(reader);
        }
        return DriverManager.getConnection(runtime.getProperty("postgres.url"));
    }

    private void drift(RunningSluice sluice) throws Exception {
        try (Connection connection = postgres();
                Statement sql = connection.createStatement()) {
            await().atMost(SOON)
                    .until(
                            () ->
                                    sql.executeUpdate(
                                                    "update sluice.balance set available ="
                                                            + " available + 1 where asset = 'BTC'")
                                            == 1);
            JsonNode pause = pause(sluice, "projection-drift");
            assertThat(reason(pause))
                    .contains("account alice BTC: PostgreSQL has 200000001+0+0")
                    .contains("the owner 200000000+0+0");
            assertThat(pause.at("/reasonClass").asString("")).isEqualTo("SECURITY");
            assertThat(pause.at("/scope/asset").asString("")).isEqualTo("BTC");
            assertThat(
                            sql.executeUpdate(
                                    "update sluice.balance set available = available - 1 where"
                                            + " asset = 'BTC'"))
                    .isEqualTo(1);
        }
    }

    private static Answer withdrawTo(
            RunningSluice sluice, String asset, String network, String address) throws Exception {
        Answer answer =
                sluice.api()
                        .post(
                                "/v1/accounts/alice/withdrawals",
                                """
                                {"asset":"%s","network":"%s","amount":"1",
                                "destination":{"address":"%s"}}\
                                """
                                        .formatted(asset, network, address));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(201);
        return answer;
    }

    private static void stuckWithdrawalAndFailingRail(RunningSluice sluice, Ledger ledger)
            throws Exception {
        String silent = withdrawTo(sluice, "EUR", "sepa", "sandbox:silent").at("/withdrawalId");
        withdrawTo(sluice, "USDT", "tron", "sandbox:pay");
        withdrawTo(sluice, "USDT", "tron", "sandbox:unknown");
        withdrawTo(sluice, "USDT", "tron", "sandbox:unknown");
        withdrawTo(sluice, "USDT", "tron", "sandbox:fail");
        JsonNode pause = pause(sluice, "failing-rail");
        assertThat(reason(pause))
                .startsWith("failing-rail: network tron: ")
                .contains(" outcomes in 60 s (threshold 50 % of at least 4)");
        assertThat(evidence(sluice, "stuck-withdrawals"))
                .contains("1 RELEASED for more than 0 s, the oldest " + silent);
        assertThat(find(sluice, "stuck-withdrawals")).isEmpty();
        assertThat(ledger.withdrawal("alice", silent).at("/status")).isEqualTo("RELEASED");
    }

    private void heldBackProjection(RunningSluice sluice, Ledger ledger) throws Exception {
        try (Connection connection = postgres();
                Statement sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("lock table sluice.balance in share row exclusive mode");
            for (int i = 0; i < 4; i++) {
                ledger.deposit("alice", "EUR", "1", "lag-" + i);
            }
            assertThat(evidence(sluice, "projection-lag")).contains("events behind (threshold 3)");
            connection.rollback();
        }
        assertThat(find(sluice, "projection-lag")).isEmpty();
    }

    /** The node starts it again after a second or so, and here it dies again. */
    private static void killedPostgres(RunningSluice sluice) throws Exception {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .until(
                        () -> {
                            sluice.killPostgres();
                            return alarm(sluice, "postgres-down").isPresent();
                        });
        assertThat(find(sluice, "postgres-down")).isEmpty();
    }

    private static void stoppedBroker(RunningSluice sluice, Ledger ledger, BrokerProcess broker)
            throws Exception {
        broker.process().suspend();
        try {
            var _ = ledger.withdrawLater("alice", "stuck", "EUR", "sepa", "1");
            String evidence = evidence(sluice, "stuck-appends");
            assertThat(evidence).contains("in flight").endsWith("(threshold 500 ms)");
        } finally {
            broker.process().goOn();
        }
        JsonNode pause = pause(sluice, "stuck-appends");
        assertThat(reason(pause)).contains("nothing read back for");
        assertThat(pause.at("/scope/asset").asString("")).isEqualTo("ETH");
    }

    /** The pause is taken while nothing can be written, and stands once something can. */
    private static BrokerProcess killedBroker(
            RunningSluice sluice, Path brokers, BrokerProcess broker) throws Exception {
        broker.close();
        assertThat(evidence(sluice, "brokers-missing")).startsWith("no broker answers: ");
        BrokerProcess next = BrokerProcess.startAgain(brokers, broker);
        try {
            assertThat(reason(pause(sluice, "brokers-missing"))).contains("no broker answers: ");
        } catch (RuntimeException | Error failure) {
            next.close();
            throw failure;
        }
        return next;
    }

    private static void scrape(RunningSluice sluice) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            String page =
                    http.send(
                                    HttpRequest.newBuilder(
                                                    sluice.api()
                                                            .base()
                                                            .resolve("/actuator/prometheus"))
                                            .build(),
                                    BodyHandlers.ofString())
                            .body();
            for (Metric metric : Metric.values()) {
                assertThat(page).containsPattern("\n" + metric.wire() + "[{ ]");
            }
            assertThat(page).contains("sluice_alarm{name=\"stuck-withdrawals\"} 1.0");
        }
    }
}
