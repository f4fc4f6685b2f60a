package io.sluice.command.bus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.axonframework.common.IdentifierFactory;
import org.junit.jupiter.api.Test;

class RandomIdsTest {

    private static final int THREADS = 4;
    private static final int EACH = 50_000;

    @Test
    void areRandomAsRfc9562Says() {
        for (int i = 0; i < 2_000; i++) {
            UUID id = RandomIds.next();
            assertThat(id.version()).isEqualTo(4);
            assertThat(id.variant()).isEqualTo(2);
        }
    }

    /** Bits that never change would be bits that are not random. */
    @Test
    void haveAllOtherBitsRandom() {
        long highOnes = 0;
        long highZeros = 0;
        long lowOnes = 0;
        long lowZeros = 0;
        for (int i = 0; i < 2_000; i++) {
            UUID id = RandomIds.next();
            highOnes |= id.getMostSignificantBits();
            highZeros |= ~id.getMostSignificantBits();
            lowOnes |= id.getLeastSignificantBits();
            lowZeros |= ~id.getLeastSignificantBits();
        }
        assertThat(highOnes & highZeros).isEqualTo(~0xF000L);
        assertThat(lowOnes & lowZeros).isEqualTo(0x3FFF_FFFF_FFFF_FFFFL);
    }

    @Test
    void areNeverGivenOutTwiceToWhicheverThread() throws Exception {
        Set<UUID> seen = ConcurrentHashMap.newKeySet();
        Callable<Void> taking =
                () -> {
                    for (int i = 0; i < EACH; i++) {
                        assertThat(seen.add(RandomIds.next())).isTrue();
                    }
                    return null;
                };
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<Void>> all =
                    threads.invokeAll(
                            IntStream.range(0, THREADS).mapToObj(number -> taking).toList());
            for (Future<Void> each : all) {
                each.get();
            }
        }
        assertThat(seen).hasSize(THREADS * EACH);
    }

    @Test
    void areWhatAxonNamesItsMessagesBy() {
        assertThat(IdentifierFactory.getInstance()).isInstanceOf(RandomIds.class);
    }
}
