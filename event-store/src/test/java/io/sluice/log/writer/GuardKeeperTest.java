package io.sluice.log.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.log.CountedEntry;
import io.sluice.log.GuardPoint;
import io.sluice.log.Head;
import io.sluice.log.InMemoryGuard;
import io.sluice.log.LogPosition;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.chain.ChainRecord;
import io.sluice.log.chain.EntryKind;
import io.sluice.log.index.HeapPartitionIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GuardKeeperTest {

    private static final Head HEAD = Head.of(new byte[32]);

    @Test
    void guardsNothingAndSaysSoWhileTheLogIsNotTrusted() {
        HeapPartitionIndex index = new HeapPartitionIndex();
        add(index, 7);
        InMemoryGuard guard = new InMemoryGuard();
        AtomicBoolean trusted = new AtomicBoolean();
        try (GuardKeeper keeper = new GuardKeeper("topic", 0, index, guard)) {
            keeper.start(Duration.ofHours(1), trusted::get);

            assertThatThrownBy(keeper::write).isInstanceOf(LogUnavailableException.class);
            assertThat(guard.read(0)).isEmpty();

            trusted.set(true);
            keeper.write();
            assertThat(guard.read(0)).contains(new GuardPoint("topic", 0, 7, HEAD));
        }
    }

    @Test
    void guardsAnEntryBesideTheCallerAndOnlyWhereNoLaterOneIs() {
        HeapPartitionIndex index = new HeapPartitionIndex();
        add(index, 7);
        AtomicInteger writes = new AtomicInteger();
        InMemoryGuard guard = new InMemoryGuard();
        try (GuardKeeper keeper = new GuardKeeper("topic", 0, index, guard)) {
            keeper.start(Duration.ofHours(1), () -> writes.incrementAndGet() > 0);
            keeper.writeSoon(7);
            await().atMost(Duration.ofSeconds(10)).until(() -> keeper.writtenOffset().isPresent());
            add(index, 8);
            keeper.write(6);
            keeper.write(7);
            assertThat(guard.read(0)).contains(new GuardPoint("topic", 0, 7, HEAD));
            assertThat(writes).as("times that it was asked whether it may").hasValue(2);
            keeper.write(8);
            assertThat(guard.read(0)).contains(new GuardPoint("topic", 0, 8, HEAD));
        }
    }

    private static void add(HeapPartitionIndex index, long offset) {
        index.add(
                new CountedEntry(
                        new LogPosition(0, offset, HEAD.prefix()),
                        HEAD,
                        Instant.EPOCH,
                        Optional.empty(),
                        0,
                        List.of()),
                new ChainRecord(EntryKind.COMMIT, HEAD, new byte[0], new byte[0]));
    }
}
