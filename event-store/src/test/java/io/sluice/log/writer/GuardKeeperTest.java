package io.sluice.log.writer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.log.CountedEntry;
import io.sluice.log.GuardPoint;
import io.sluice.log.Head;
import io.sluice.log.InMemoryGuard;
import io.sluice.log.LogPosition;
import io.sluice.log.LogUnavailableException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

class GuardKeeperTest {

    private static final Head HEAD = Head.of(new byte[32]);

    @Test
    void guardsNothingAndSaysSoWhileTheLogIsNotTrusted() {
        HeapPartitionIndex index = new HeapPartitionIndex();
        index.add(
                new CountedEntry(
                        new LogPosition(0, 7, HEAD.prefix()),
                        HEAD,
                        Instant.EPOCH,
                        Optional.empty(),
                        0,
                        List.of()));
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
}
