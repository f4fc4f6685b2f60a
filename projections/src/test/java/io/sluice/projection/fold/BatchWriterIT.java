package io.sluice.projection.fold;

import static io.sluice.projection.testing.Events.cancelled;
import static io.sluice.projection.testing.Events.deposited;
import static io.sluice.projection.testing.Events.frozen;
import static io.sluice.projection.testing.Events.held;
import static io.sluice.projection.testing.Events.opened;
import static io.sluice.projection.testing.Events.pause;
import static io.sluice.projection.testing.Events.pauseOpened;
import static io.sluice.projection.testing.Events.pauseResumed;
import static io.sluice.projection.testing.Events.released;
import static io.sluice.projection.testing.Events.requested;
import static io.sluice.projection.testing.Events.resumption;
import static io.sluice.projection.testing.Events.resumptionDecided;
import static io.sluice.projection.testing.Events.settled;
import static io.sluice.projection.testing.Events.submitted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.projection.testing.TestDatabase;
import io.sluice.projection.testing.TestLedger;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class BatchWriterIT {

    @TempDir static Path folder;
    private static TestDatabase database;

    private final TestLedger ledger = new TestLedger(2);
    private final BatchWriter writer = new BatchWriter();
    private int written;

    @BeforeAll
    static void start() {
        database = TestDatabase.start(folder);
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    @BeforeEach
    void clear() throws SQLException {
        database.clear();
    }

    @Test
    void aWithdrawalsWholeLifeInOneBatch() throws SQLException {
        ledger.append(0, opened("alice"));
        ledger.append(0, deposited("alice", Amount.of(200_000_000), "d1"));
        ledger.append(0, requested("alice", "w1", 50_000_000, 10_000));
        ledger.append(0, released("alice", "w1", 50_000_000, 10_000));
        ledger.append(0, submitted("alice", "w1"));
        ledger.append(0, settled("alice", "w1", 50_000_000, 10_000));

        assertThat(writeNew()).isEqualTo(Map.of(0, 6L));

        assertThat(database.rows("SELECT account_id, partition, status FROM sluice.account"))
                .containsExactly("alice|0|OPEN");
        assertThat(balances()).containsExactly("alice|BTC|149990000|0|0");
        assertThat(database.rows("SELECT status, amount, fee FROM sluice.withdrawal"))
                .containsExactly("SETTLED|50000000|10000");
        assertThat(
                        database.rows(
                                "SELECT event, actor, position, detail FROM"
                                        + " sluice.withdrawal_event ORDER BY sequence"))
                .hasSize(4)
                .first()
                .isEqualTo("withdrawal-requested|tester|" + ledger.all().get(2).position() + "|{}");
        assertThat(
                        database.rows(
                                "SELECT book, sum(amount) FROM sluice.posting GROUP BY 1 ORDER BY 1"))
                .containsExactly(
                        "available|-149990000",
                        "custody|150000000",
                        "fee-revenue|-10000",
                        "in-transit|0",
                        "reserved|0");
        assertThat(position(0))
                .containsExactly("6|" + ledger.end(0).orElseThrow().offset() + "|" + lastHead());
    }

    @Test
    void theSameEventsInBatchesOfAnySizeMakeTheSameRows() throws SQLException {
        history();
        writeNew();
        List<String> atOnce = everything();
        for (int size : new int[] {1, 2, 3, 5}) {
            database.clear();
            List<PlacedEvent> all = ledger.all();
            for (int from = 0; from < all.size(); from += size) {
                write(all.subList(from, Math.min(all.size(), from + size)));
            }
            assertThat(everything()).as("batches of %s", size).isEqualTo(atOnce);
        }
    }

    private void history() {
        PauseId halt = pause("p1");
        ledger.append(0, opened("alice"), deposited("alice", Amount.of(1_000), "d1"));
        ledger.append(1, opened("bob"), deposited("bob", Amount.of(70), "d1"));
        ledger.append(0, requested("alice", "w1", 100, 1));
        ledger.append(0, pauseOpened(halt));
        ledger.append(1, pauseOpened(halt));
        ledger.append(0, requested("alice", "w2", 200, 2), held("alice", "w2", halt));
        ledger.append(0, held("alice", "w1", halt));
        ledger.append(1, resumptionDecided(halt, resumption("r1")));
        ledger.append(1, pauseResumed(halt, resumption("r1")));
        ledger.append(0, pauseResumed(halt, resumption("r1")));
        ledger.append(0, released("alice", "w1", 100, 1), released("alice", "w2", 200, 2));
        ledger.append(0, settled("alice", "w1", 100, 1));
        ledger.append(1, requested("bob", "w3", 70, 0));
        ledger.append(1, cancelled("bob", "w3", 70, 0, "changed my mind"));
        ledger.append(1, frozen("bob"));
    }

    @Test
    void whatWasWrittenCannotBeWrittenAgainNorSkipped() throws SQLException {
        history();
        List<PlacedEvent> all = ledger.all();
        write(all.subList(0, 6));
        List<String> before = everything();

        assertThatThrownBy(() -> write(all.subList(0, 6)))
                .isInstanceOf(ProjectionDriftException.class);
        assertThatThrownBy(() -> write(all.subList(5, 8)))
                .isInstanceOf(ProjectionDriftException.class);
        assertThatThrownBy(() -> write(all.subList(8, 9)))
                .isInstanceOf(ProjectionDriftException.class);

        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void aGapWithinABatchIsRefused() {
        history();
        List<PlacedEvent> all = ledger.all();
        assertThatThrownBy(() -> write(List.of(all.get(0), all.get(4))))
                .isInstanceOf(ProjectionDriftException.class)
                .hasMessageContaining("partition 0");
    }

    @Test
    void anUnknownEventIsNamedWithItsPlace() {
        ledger.append(0, opened("alice"));
        ledger.append(0, "account-merged");
        assertThatThrownBy(this::writeNew)
                .isInstanceOf(UnknownEventException.class)
                .hasMessageContaining("account-merged")
                .hasMessageContaining(ledger.all().get(1).position().toString());
    }

    @Test
    void aPauseIsOneRowWithAFenceAPartition() throws SQLException {
        history();
        writeNew();
        assertThat(
                        database.rows(
                                "SELECT scope_kind, scope_asset, scope_network, mode, opened_by"
                                        + " FROM sluice.pause"))
                .containsExactly("ASSET|BTC|null|HOLD|olga");
        assertThat(
                        database.rows(
                                "SELECT partition, position IS NOT NULL, resumed_at IS NOT NULL"
                                        + " FROM sluice.pause_fence ORDER BY 1"))
                .containsExactly("0|t|t", "1|t|t");
        assertThat(database.rows("SELECT rate_per_second, decided_by FROM sluice.resumption"))
                .containsExactly("5|otto");
    }

    @Test
    void aResumptionBeforeTheOpeningVoidsIt() throws SQLException {
        ledger.append(0, pauseResumed(pause("p1"), resumption("r1")));
        ledger.append(0, pauseOpened(pause("p1")));
        writeNew();
        assertThat(
                        database.rows(
                                "SELECT opened_at IS NULL, resumed_at IS NOT NULL"
                                        + " FROM sluice.pause_fence"))
                .containsExactly("t|t");
    }

    @Test
    void amountsOf78DigitsAndAwkwardTextArrive() throws SQLException {
        Amount most = new Amount(Amount.MOST_UNITS);
        ledger.append(0, opened("alice"), deposited("alice", most, "d1"));
        ledger.append(
                0,
                requested(
                        "alice",
                        "w1",
                        1,
                        0,
                        new Destination("a\tb\\c\n\r{\"}'\u00e9", Optional.of("\0"))));
        ledger.append(0, cancelled("alice", "w1", 1, 0, "back\\slash \0 \"quoted\" \ud83d\ude00"));
        writeNew();
        assertThat(balances()).containsExactly("alice|BTC|" + Amount.MOST_UNITS + "|0|0");
        assertThat(database.rows("SELECT address, memo FROM sluice.withdrawal"))
                .containsExactly("a\tb\\c\n\r{\"}'\u00e9|\uFFFD");
        assertThat(
                        database.rows(
                                "SELECT detail ->> 'reason' FROM sluice.withdrawal_event"
                                        + " WHERE event = 'withdrawal-cancelled'"))
                .containsExactly("back\\slash \uFFFD \"quoted\" \ud83d\ude00");
    }

    @Test
    void aBalanceBelowZeroIsNeverWritten() {
        ledger.append(0, opened("alice"), deposited("alice", Amount.of(5), "d1"));
        ledger.append(0, requested("alice", "w1", 6, 0));
        assertThatThrownBy(this::writeNew).isInstanceOf(SQLException.class);
    }

    private Map<Integer, Long> writeNew() throws SQLException {
        List<PlacedEvent> all = ledger.all();
        List<PlacedEvent> fresh = all.subList(written, all.size());
        written = all.size();
        return write(fresh);
    }

    private Map<Integer, Long> write(List<PlacedEvent> events) throws SQLException {
        try (Connection connection = database.connect()) {
            connection.setAutoCommit(false);
            Map<Integer, Long> next = writer.write(connection, events);
            connection.commit();
            return next;
        }
    }

    private String lastHead() {
        return ledger.all().getLast().head();
    }

    private static List<String> balances() throws SQLException {
        return database.rows("SELECT * FROM sluice.balance ORDER BY 1, 2");
    }

    private static List<String> position(int partition) throws SQLException {
        return database.rows(
                "SELECT next_sequence, last_offset, last_head FROM sluice.projection_position"
                        + " WHERE partition = "
                        + partition);
    }

    private static List<String> everything() throws SQLException {
        List<String> rows = new ArrayList<>();
        for (String table :
                List.of(
                        "projection_position",
                        "account",
                        "balance",
                        "withdrawal",
                        "withdrawal_event",
                        "posting",
                        "pause",
                        "pause_fence",
                        "resumption")) {
            rows.addAll(database.rows("SELECT * FROM sluice." + table + " ORDER BY 1, 2, 3"));
        }
        return rows;
    }
}
