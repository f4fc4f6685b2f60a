package io.sluice.log.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.log.AppendCheck;
import io.sluice.log.Confirmed;
import io.sluice.log.CountedEntry;
import io.sluice.log.EventTag;
import io.sluice.log.GuardPoint;
import io.sluice.log.Head;
import io.sluice.log.InMemoryGuard;
import io.sluice.log.InMemoryLogs;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.NotingFollower;
import io.sluice.log.RawRecord;
import io.sluice.log.StoredEvent;
import io.sluice.log.TextPayloads;
import io.sluice.log.WriterState;
import io.sluice.log.index.DiskIndexSettings;
import io.sluice.log.index.DiskIndexes;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A node that goes on from the index that an earlier one left on its disk. */
class IndexedLedgerNodeTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final int APPENDED = 40;

    @TempDir Path folder;

    private final InMemoryGuard guard = new InMemoryGuard();
    private final InMemoryLogs logs = new InMemoryLogs(1);
    private NotingFollower follower = new NotingFollower("noting/1");

    @BeforeEach
    void leaveAnIndex() throws Exception {
        try (LedgerNode node = serving(logs)) {
            for (int i = 0; i < APPENDED; i++) {
                append(node, "event " + i);
            }
        }
    }

    @Test
    void readsOnlyWhatFollowsItsIndex() throws Exception {
        try (LedgerNode node = serving(logs)) {
            assertThat(node.catchUp(0).begunAt()).isEqualTo(logs.partition(0).records().size() - 1);
            assertThat(follower.resumedAtSequence()).isEqualTo(APPENDED);
            Confirmed confirmed = append(node, "after");
            await().atMost(SOON)
                    .until(() -> follower.offsets().contains(confirmed.position().offset()));
            assertThat(follower.offsets())
                    .allSatisfy(offset -> assertThat(offset).isGreaterThan(APPENDED));
            assertThat(confirmed.firstSequence()).isEqualTo(APPENDED);
            assertThat(node.events(0).event(3).payload()).isEqualTo("event 3");
            assertThat(node.events(0).sequencesOf(new EventTag("payload", "event 7"), 0))
                    .containsExactly(7);
        }
    }

    @Test
    void readsEverythingWhereOthersFollowNow() throws Exception {
        try (LedgerNode node = start(logs, new NotingFollower("noting/2"))) {
            await().atMost(SOON).until(node::isReady);
            assertThat(node.catchUp(0).begunAt()).isZero();
            assertThat(follower.resumedAtSequence()).isZero();
            assertThat(node.events(0).nextSequence()).isEqualTo(APPENDED);
        }
    }

    @Test
    void refusesALogThatEndsBeforeItsIndexAndKeepsTheIndex() {
        InMemoryLogs shorter = InMemoryLogs.holding(first(10));
        assertRefused(shorter, "and the log ends before offset");
        assertThat(shorter.partition(0).records()).hasSize(10);
    }

    @Test
    void refusesALogThatHasSomethingElseInItsPlace() {
        List<RawRecord> records = logs.partition(0).records();
        CountedEntry last = lastIndexed();
        List<RawRecord> other = new ArrayList<>(records);
        other.set((int) last.position().offset(), records.get(5));
        InMemoryLogs forked = InMemoryLogs.holding(other);
        assertRefused(forked, "and the log has something else there");
        assertThat(forked.partition(0).records()).hasSize(records.size());
    }

    @Test
    void refusesAnEmptyLogWhereTheIndexIsNot() {
        guard.forget(0);
        InMemoryLogs empty = new InMemoryLogs(1);
        try (LedgerNode node = node(empty, new NotingFollower("noting/1"))) {
            assertThatThrownBy(node::start)
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessageContaining("acknowledged data is lost");
        }
        assertThat(empty.partition(0).records()).isEmpty();
        assertThat(setAside()).hasSize(1);
    }

    /** Whether or not the guard had got so far. */
    private void assertRefused(InMemoryLogs lost, String why) {
        CountedEntry last = lastIndexed();
        guard.write(new GuardPoint("in-memory", 0, 2, last.head()));
        try (LedgerNode node = start(lost, new NotingFollower("noting/1"))) {
            await().atMost(SOON).until(() -> node.writer(0).state() == WriterState.REFUSING);
            assertThat(node.isReady()).isFalse();
            assertThat(node.refusals())
                    .singleElement()
                    .asString()
                    .contains("acknowledged data is lost in partition 0")
                    .contains("the index holds offset " + last.position().offset())
                    .contains(why);
        }
        assertThat(guard.read(0))
                .contains(new GuardPoint("in-memory", 0, last.position().offset(), last.head()));
        assertThat(setAside()).hasSize(1);
        try (LedgerNode again = start(lost, new NotingFollower("noting/1"))) {
            await().atMost(SOON).until(() -> again.writer(0).state() == WriterState.REFUSING);
            assertThat(again.refusals())
                    .singleElement()
                    .asString()
                    .contains("acknowledged data is lost in partition 0")
                    .contains("was confirmed with head");
        }
        assertThat(setAside()).hasSize(1);
    }

    @Test
    void findsInTheIndexWhatWasGuardedBeforeIt() throws Exception {
        CountedEntry early = entryAt(10);
        guard.write(new GuardPoint("in-memory", 0, 10, early.head()));
        try (LedgerNode node = serving(logs)) {
            append(node, "after");
        }
    }

    @Test
    void objectsWhereTheIndexHasSomethingElseThanWhatWasGuarded() {
        guard.write(new GuardPoint("in-memory", 0, 10, Head.of(new byte[Head.BYTES])));
        try (LedgerNode node = start(logs, new NotingFollower("noting/1"))) {
            await().atMost(SOON).until(() -> node.writer(0).state() == WriterState.REFUSING);
            assertThat(node.refusals()).singleElement().asString().contains("something else there");
        }
    }

    @Test
    void refusesOnceItsIndexIsFoundDamagedAndMakesItAgainAtTheNextStart() throws Exception {
        try (LedgerNode node = serving(logs)) {
            damageTables();
            assertThatThrownBy(() -> node.confirmedEvents(0).event(3))
                    .isInstanceOf(LogUnavailableException.class)
                    .hasMessageContaining("index");
            await().atMost(SOON).until(() -> node.writer(0).state() == WriterState.REFUSING);
            assertThat(node.refusals()).singleElement().asString().contains("its index in");
        }
        try (LedgerNode node = serving(logs)) {
            assertThat(node.catchUp(0).begunAt()).isZero();
            assertThat(node.confirmedEvents(0).event(3).payload()).isEqualTo("event 3");
        }
    }

    /** In place, as a disk would: whoever has them open reads other bytes from now on. */
    private void damageTables() throws Exception {
        for (Path table : indexFiles(name -> name.endsWith(".sst"))) {
            try (FileChannel file = FileChannel.open(table, StandardOpenOption.WRITE)) {
                file.write(ByteBuffer.allocate((int) (file.size() / 2)), 0);
            }
        }
    }

    private List<Path> setAside() {
        return indexFiles(name -> name.contains(".ahead-"));
    }

    private List<Path> indexFiles(java.util.function.Predicate<String> name) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> name.test(file.getFileName().toString())).toList();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private List<RawRecord> first(int count) {
        return logs.partition(0).records().subList(0, count);
    }

    private CountedEntry lastIndexed() {
        return entryAt(logs.partition(0).records().size() - 1L);
    }

    /** As a node without an index on disk reads it. */
    private CountedEntry entryAt(long offset) {
        try (LedgerNode reader =
                new LedgerNode(
                        LedgerNodeSettings.ofReader(),
                        logs,
                        new InMemoryGuard(),
                        new TextPayloads(),
                        Clock.systemUTC())) {
            reader.start();
            await().atMost(SOON).until(reader::isReady);
            return reader.entries(0, offset, 1).getFirst();
        }
    }

    private LedgerNode node(InMemoryLogs on, NotingFollower followedBy) {
        follower = followedBy;
        DiskIndexSettings small = new DiskIndexSettings(folder, 4 << 20, 4, 4, 1 << 20);
        LedgerNode node =
                new LedgerNode(
                        LedgerNodeSettings.ofOwner(),
                        on,
                        DiskIndexes.resuming(small),
                        guard,
                        new TextPayloads(),
                        Clock.systemUTC());
        node.writer(0).follow(followedBy);
        return node;
    }

    private LedgerNode start(InMemoryLogs on, NotingFollower followedBy) {
        LedgerNode node = node(on, followedBy);
        node.start();
        return node;
    }

    private LedgerNode serving(InMemoryLogs on) {
        LedgerNode node = start(on, new NotingFollower("noting/1"));
        await().atMost(SOON).until(node::isReady);
        return node;
    }

    private static Confirmed append(LedgerNode node, String payload) throws Exception {
        StoredEvent event =
                new StoredEvent(
                        UUID.randomUUID().toString(),
                        "moved",
                        "1",
                        Instant.EPOCH,
                        List.of(new EventTag("payload", payload)),
                        Map.of("filler", incompressible()),
                        payload);
        return node.writer(0)
                .append(new byte[0], List.of(event), AppendCheck.NONE)
                .get(10, TimeUnit.SECONDS);
    }

    /** So that few entries make many blocks. */
    private static String incompressible() {
        return Stream.generate(UUID::randomUUID)
                .limit(40)
                .map(UUID::toString)
                .collect(java.util.stream.Collectors.joining());
    }
}
