package io.sluice.log.writer;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.log.AppendConflictException;
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
    private final WorldWriter writer = newWriter(1);

    private WorldWriter newWriter(int seed) {
        return new WorldWriter(
                log,
                new SplittableRandom(seed),
                ChainRules.STANDARD,
                WriterRules.STANDARD,
                Optional.empty(),
                () -> 0);
    }

    private void takeOver() {
        takeOver(writer);
    }

    private void takeOver(WorldWriter taking) {
        readAll(taking);
        deliver(taking);
        assertThat(taking.state()).isEqualTo(WriterState.SERVING);
    }

    /** The last request arrives, those before it stay on their way. */
    private void deliver(WorldWriter reading) {
        log.deliverLast();
        readAll(reading);
    }

    private void readAll(WorldWriter reading) {
        reading.read(Integer.MAX_VALUE / 2);
    }

    @Test
    void looksNoEventUpWhenItTakesOver() {
        takeOver();
        for (int i = 0; i < 5; i++) {
            var _ = writer.appendUnconditionally("deposit:1", 2);
            deliver(writer);
        }
        WorldWriter next = newWriter(2);
        takeOver(next);
        assertThat(next.index().nextSequence()).isEqualTo(10);
        assertThat(next.lookedUp()).isZero();
    }

    @Test
    void sendsAgainWhatDoesNotRestOnWhatCountedInBetween() {
        CompletableFuture<Confirmed> answer = overtakenBy(100);
        assertThat(answer).isNotDone();
        deliver(writer);
        assertThat(answer).isCompleted();
    }

    @Test
    void hasEverythingDecidedAgainWhereTooMuchCountedInBetweenToBeCompared() {
        CompletableFuture<Confirmed> answer = overtakenBy(10_001);
        assertThat(answer)
                .failsWithin(Duration.ZERO)
                .withThrowableThat()
                .withCauseInstanceOf(AppendConflictException.class);
        assertThat(writer.lookedUp()).isZero();
    }

    /** What the writer answers to an append behind which another writer's events came to count. */
    private CompletableFuture<Confirmed> overtakenBy(int events) {
        takeOver();
        CompletableFuture<Confirmed> answer = writer.appendUnconditionally("deposit:1", 1);
        WorldWriter other = newWriter(2);
        takeOver(other);
        var _ = other.appendUnconditionally("deposit:1", events);
        deliver(other);
        readAll(writer);
        return answer;
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
