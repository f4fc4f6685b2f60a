package io.sluice.log.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.log.Confirmed;
import io.sluice.log.OutcomeUnknownException;
import io.sluice.log.WriterState;
import io.sluice.log.chain.ChainRules;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class WriterCoreTest {

    private final WorldLog log =
            new SeededWorld(1, ChainRules.STANDARD, WriterRules.STANDARD).log();
    private final WorldWriter writer =
            new WorldWriter(
                    log,
                    new SplittableRandom(1),
                    ChainRules.STANDARD,
                    WriterRules.STANDARD,
                    Optional.empty(),
                    () -> 0);

    private void takeOver() {
        writer.read(1);
        log.deliverOne(true, false);
        writer.read(1);
        assertThat(writer.state()).isEqualTo(WriterState.SERVING);
    }

    @Test
    void forgetsWhatMayNeverHaveHappenedOnceItRefuses() {
        takeOver();
        CompletableFuture<Confirmed> answer = writer.append("deposit:1");
        assertThat(writer.believed().balance()).isEqualTo(1);
        long epoch = writer.speculationEpoch();

        writer.refuse("told to");

        assertThat(writer.believed().balance()).isZero();
        assertThat(writer.speculationEpoch())
                .as("what was derived from it is forgotten too")
                .isNotEqualTo(epoch);
        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(OutcomeUnknownException.class);
    }
}
