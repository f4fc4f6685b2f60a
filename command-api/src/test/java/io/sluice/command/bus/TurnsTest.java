package io.sluice.command.bus;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.log.AppendCheck;
import io.sluice.log.AppendConflictException;
import io.sluice.log.Confirmed;
import io.sluice.log.PartitionFollower;
import io.sluice.log.PartitionWriter;
import io.sluice.log.StoredEvent;
import io.sluice.log.WriterState;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.ConsistencyMarker;
import org.axonframework.messaging.core.EmptyApplicationContext;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.axonframework.messaging.core.unitofwork.SimpleUnitOfWorkFactory;
import org.junit.jupiter.api.Test;

class TurnsTest {

    @Test
    void saysThatNothingWasDecidedWhereItWasOvertakenUntilItsDeadline() {
        Turns turns =
                new Turns(
                        partition -> new OvertakenWriter(),
                        new SimpleUnitOfWorkFactory(EmptyApplicationContext.INSTANCE),
                        Clock.systemUTC());

        CompletableFuture<String> answer =
                turns.take(Route.toPartition(0), Instant.EPOCH, new ReadTurnOfNothing());

        assertThatThrownBy(answer::join).hasRootCauseInstanceOf(AppendConflictException.class);
    }

    private static final class ReadTurnOfNothing implements Turns.Turn<String, String> {
        @Override
        public String decide(ProcessingContext context) {
            return "";
        }

        @Override
        public CompletableFuture<String> answer(
                String decided, ProcessingContext context, PartitionWriter writer) {
            return CompletableFuture.completedFuture(decided);
        }
    }

    /** Something else counts before whatever is decided. */
    private static final class OvertakenWriter implements PartitionWriter {

        @Override
        public <T> CompletableFuture<T> submit(Supplier<CompletableFuture<T>> task) {
            return CompletableFuture.failedFuture(
                    AppendEventsTransactionRejectedException.conflictingEventsDetected(
                            ConsistencyMarker.INFINITY));
        }

        @Override
        public <T> CompletableFuture<T> submitFirst(Supplier<CompletableFuture<T>> task) {
            return submit(task);
        }

        @Override
        public int partition() {
            return 0;
        }

        @Override
        public WriterState state() {
            return WriterState.SERVING;
        }

        @Override
        public boolean onLoop() {
            return false;
        }

        @Override
        public CompletableFuture<Confirmed> append(
                byte[] key, List<StoredEvent> events, AppendCheck condition) {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Confirmed> settle() {
            throw new UnsupportedOperationException();
        }

        @Override
        public CompletableFuture<Confirmed> barrier(
                String effect, Map<String, String> detail, List<StoredEvent> events) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void follow(PartitionFollower follower) {
            throw new UnsupportedOperationException();
        }
    }
}
