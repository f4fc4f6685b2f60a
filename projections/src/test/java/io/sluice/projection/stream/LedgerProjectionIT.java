package io.sluice.projection.stream;

import static io.sluice.projection.testing.Events.deposited;
import static io.sluice.projection.testing.Events.opened;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import io.sluice.ledger.money.Amount;
import io.sluice.projection.ProjectionPool;
import io.sluice.projection.ProjectionSchema;
import io.sluice.projection.ProjectionState;
import io.sluice.projection.testing.TestDatabase;
import io.sluice.projection.testing.TestLedger;
import io.sluice.projection.testing.TestLedgerSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class LedgerProjectionIT {

    private static final ProjectionSettings SETTINGS =
            new ProjectionSettings(
                    200,
                    Duration.ofSeconds(2),
                    Duration.ofMillis(100),
                    Duration.ofMillis(50),
                    Duration.ofMillis(500),
                    Duration.ofSeconds(5));
    private static final ProjectionSchema READY = _ -> {};

    @TempDir static Path folder;
    private static TestDatabase database;

    private final TestLedger ledger = new TestLedger(2);
    private final Set<String> known = new HashSet<>();
    private final HikariDataSource pool = ProjectionPool.of(url());
    private final ProjectionProgress progress = new ProjectionProgress();
    private LedgerProjection projection = projection(progress);

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
        database.server().startAgain();
        database.clear();
    }

    @AfterEach
    void end() throws SQLException {
        projection.close();
        pool.close();
        database.server().startAgain();
        database.execute("DROP TRIGGER IF EXISTS fail_now ON sluice.posting");
    }

    private LedgerProjection projection(ProjectionProgress of) {
        return projection(SETTINGS, READY, of);
    }

    private LedgerProjection projection(
            ProjectionSettings settings, ProjectionSchema schema, ProjectionProgress of) {
        return new LedgerProjection(
                settings,
                new TestLedgerSource(ledger),
                new ChainTokenJson(),
                pool,
                schema,
                of,
                ledger);
    }

    @Test
    void endsAlsoWhereItsNextAttemptIsFar() throws Exception {
        ProjectionSettings hourly =
                new ProjectionSettings(
                        200,
                        Duration.ofSeconds(2),
                        Duration.ofMillis(100),
                        Duration.ofHours(1),
                        Duration.ofHours(1),
                        Duration.ofSeconds(5));
        projection =
                projection(
                        hourly,
                        _ -> {
                            throw new IllegalStateException("away");
                        },
                        progress);
        projection.start();
        await().until(() -> projection.snapshot().reason().orElse("").contains("away"));

        Thread closing = Thread.ofVirtual().start(projection::close);
        assertThat(closing.join(Duration.ofSeconds(5))).isTrue();
        assertThat(projection.snapshot().state()).isEqualTo(ProjectionState.STOPPED);
    }

    @Test
    void followsTheLedgerAndWakesWhoWaits() throws Exception {
        projection.start();
        deposit("alice", 300);
        deposit("bob", 200);

        assertThat(
                        progress.await(
                                ledger.partitionOf("alice"), next("alice"), Duration.ofSeconds(20)))
                .isTrue();
        awaitProjected("alice", 300);
        awaitProjected("bob", 200);
        assertThat(projection.snapshot().state()).isEqualTo(ProjectionState.RUNNING);
        assertThat(projection.snapshot().totalLagEvents()).isZero();
    }

    @Test
    void aNewProcessGoesOnWhereTheLastOneStopped() throws Exception {
        projection.start();
        deposit("alice", 100);
        awaitProjected("alice", 100);
        projection.close();
        deposit("alice", 50);
        ProjectionProgress fresh = new ProjectionProgress();
        projection = projection(fresh);
        projection.start();
        awaitProjected("alice", 150);
        await().untilAsserted(
                        () -> assertThat(fresh.nextSequences()).isEqualTo(progressInDatabase()));
    }

    @Test
    void aTransactionThatFailsMidwayHasNoEffectAndIsRepeatedWhole() throws Exception {
        database.execute(
                """
                CREATE OR REPLACE FUNCTION sluice.fail_now() RETURNS trigger AS
                $$ BEGIN RAISE EXCEPTION 'not now'; END $$ LANGUAGE plpgsql;
                CREATE TRIGGER fail_now BEFORE INSERT ON sluice.posting
                EXECUTE FUNCTION sluice.fail_now()""");
        deposit("alice", 100);
        projection.start();
        await().until(() -> projection.snapshot().reason().orElse("").contains("not now"));
        assertThat(database.rows("SELECT * FROM sluice.balance")).isEmpty();
        assertThat(database.rows("SELECT * FROM sluice.projection_position")).isEmpty();

        database.execute("DROP TRIGGER fail_now ON sluice.posting");
        awaitProjected("alice", 100);
    }

    @Test
    void startsWhilePostgresIsDown() throws Exception {
        database.server().stop();
        deposit("alice", 100);
        projection.start();
        await().until(
                        () ->
                                projection.snapshot().state()
                                                == ProjectionState.WAITING_FOR_DATABASE
                                        && projection.snapshot().reason().isPresent());
        database.server().startAgain();
        awaitProjected("alice", 100);
    }

    @Test
    void comesBackWithNothingLostOrDoubledWhenPostgresIsKilledUnderLoad() throws Exception {
        projection.start();
        AtomicInteger deposits = new AtomicInteger();
        int partition = ledger.partitionOf("alice");
        Thread load =
                Thread.ofPlatform()
                        .daemon()
                        .start(
                                () -> {
                                    while (!Thread.currentThread().isInterrupted()
                                            && deposits.get() < 20_000) {
                                        deposit("alice", 1);
                                        deposits.incrementAndGet();
                                        LockSupport.parkNanos(200_000);
                                    }
                                });
        for (int kill = 0; kill < 3; kill++) {
            long before = progress.nextSequence(partition);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> progress.nextSequence(partition) > before);
            killServer();
        }
        load.join(Duration.ofSeconds(30));
        awaitProjected("alice", deposits.get());
        assertThat(
                        database.rows(
                                "SELECT count(*), sum(-amount) FROM sluice.posting WHERE book = 'available'"))
                .containsExactly(deposits.get() + "|" + deposits.get());
    }

    @Test
    void haltsAtAnUnknownEventAndSaysWhichAndWhere() throws Exception {
        projection.start();
        deposit("alice", 100);
        awaitProjected("alice", 100);
        int partition = ledger.partitionOf("alice");
        ledger.append(partition, "account-merged");
        deposit("alice", 100);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> projection.snapshot().state() == ProjectionState.HALTED);
        assertThat(projection.snapshot().reason().orElseThrow())
                .contains("account-merged")
                .contains(ledger.positionOfEvent(partition, 2).orElseThrow().toString());
        awaitProjected("alice", 100);
    }

    @Test
    void onlyOneOfTwoNodesProjectsAndTheOtherTakesOver() throws Exception {
        projection.start();
        deposit("alice", 100);
        awaitProjected("alice", 100);
        try (HikariDataSource otherPool = ProjectionPool.of(database.url());
                LedgerProjection other =
                        new LedgerProjection(
                                SETTINGS,
                                new TestLedgerSource(ledger),
                                new ChainTokenJson(),
                                otherPool,
                                READY,
                                new ProjectionProgress(),
                                ledger)) {
            other.start();
            for (int deposit = 0; deposit < 200; deposit++) {
                deposit("alice", 1);
            }
            awaitProjected("alice", 300);
            // As if that node were cut off: it releases nothing, its claim must run out.
            pool.close();
            deposit("alice", 7);
            awaitProjected("alice", 307);
        }
    }

    @Test
    void keepsUpWithThousandsOfEventsASecond() throws Exception {
        int deposits = 50_000;
        for (int deposit = 0; deposit < deposits; deposit++) {
            deposit("account-" + deposit % 500, 1);
        }
        long begun = System.nanoTime();
        projection.start();
        await().atMost(Duration.ofSeconds(60))
                .until(() -> projection.snapshot().totalLagEvents() == 0);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        assertThat(database.rows("SELECT sum(available) FROM sluice.balance"))
                .containsExactly(Integer.toString(deposits));
        assertThat(took).isLessThan(Duration.ofSeconds(30));
    }

    private void deposit(String account, long amount) {
        int partition = ledger.partitionOf(account);
        if (known.add(account)) {
            ledger.append(partition, opened(account));
        }
        ledger.append(partition, deposited(account, Amount.of(amount), "d"));
    }

    private long next(String account) {
        return ledger.nextSequenceAfter(ledger.end(ledger.partitionOf(account)).orElseThrow())
                .orElseThrow();
    }

    private static void awaitProjected(String account, long available) {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(
                        () ->
                                assertThat(
                                                database.rows(
                                                        "SELECT available FROM sluice.balance"
                                                                + " WHERE account_id = '"
                                                                + account
                                                                + "'"))
                                        .isEqualTo(List.of(Long.toString(available))));
    }

    private static Map<Integer, Long> progressInDatabase() throws SQLException {
        return ProjectedPositions.read(database.server().dataSource());
    }

    /** The postmaster alone: its children see that and end. */
    private static void killServer() throws IOException {
        Path pidFile = folder.resolve("postgres").resolve("postmaster.pid");
        long pid = Long.parseLong(Files.readAllLines(pidFile).getFirst());
        ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly);
    }
}
