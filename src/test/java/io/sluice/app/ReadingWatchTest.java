package io.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.log.writer.CatchUp;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadingWatchTest {

    private long nanos = 7;
    private List<CatchUp> partitions = List.of(at(100, 4_000), at(0, 6_000));

    private static CatchUp at(long nextOffset, long upTo) {
        return new CatchUp(0, nextOffset, upTo, false);
    }

    private ReadingWatch watch() {
        return new ReadingWatch(() -> partitions.stream(), () -> nanos);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    @Test
    void whoReadsOnInAnyPartitionIsNotStill() {
        ReadingWatch watch = watch();
        pass(Duration.ofSeconds(59));
        partitions = List.of(at(100, 4_000), at(1, 6_000));
        assertThat(watch.stillFor()).isZero();
        pass(Duration.ofSeconds(59));
        assertThat(watch.stillFor()).isEqualTo(Duration.ofSeconds(59));
        partitions = List.of(at(101, 4_000), at(1, 6_000));
        assertThat(watch.stillFor()).isZero();
    }

    @Test
    void whoGetsNowhereIsStillFromTheBeginning() {
        ReadingWatch watch = watch();
        pass(Duration.ofSeconds(30));
        assertThat(watch.stillFor()).isEqualTo(Duration.ofSeconds(30));
        pass(Duration.ofSeconds(31));
        assertThat(watch.stillFor()).isEqualTo(Duration.ofSeconds(61));
    }

    @Test
    void whoIsServedAlreadyDoesNotSpeakForThoseThatAreNot() {
        partitions = List.of(at(4_000, 4_000), at(10, 6_000));
        ReadingWatch watch = watch();
        pass(Duration.ofSeconds(61));
        partitions = List.of(at(90_000, 4_000), at(10, 6_000));
        assertThat(watch.stillFor()).isEqualTo(Duration.ofSeconds(61));
        assertThat(watch.progress())
                .isEqualTo("40 % of the ledger is read, 4010 of 10000 records, 0 a second");
    }

    @Test
    void saysHowFarAllOfThemAre() {
        ReadingWatch watch = watch();
        pass(Duration.ofSeconds(10));
        partitions = List.of(at(2_100, 4_000), at(400, 6_000));
        assertThat(watch.progress())
                .isEqualTo("25 % of the ledger is read, 2500 of 10000 records, 240 a second");
    }
}
