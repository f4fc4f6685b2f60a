package io.sluice.projection.stream;

import io.sluice.projection.fold.BatchWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessor;
import org.axonframework.messaging.eventhandling.processing.streaming.pooled.PooledStreamingEventProcessorConfiguration;
import org.axonframework.messaging.eventstreaming.EventCriteria;
import org.axonframework.messaging.eventstreaming.StreamableEventSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One life of the event processor, from a start to the first failure. Axon's own way back from
 * failures doubles its waits up to a minute and never shortens them again; so a failed processor is
 * ended and a fresh one, under a name of its own, claims the token.
 */
final class ProjectionRun implements AutoCloseable {

    static final String PROCESSOR = "ledger-projection";

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRun.class);
    private static final Duration SHUTDOWN = Duration.ofSeconds(5);

    private final ScheduledExecutorService coordinator = executor("coordinator");
    private final ScheduledExecutorService worker = executor("worker");
    private final AtomicReference<Optional<Throwable>> failure =
            new AtomicReference<>(Optional.empty());
    private final PooledStreamingEventProcessor processor;

    ProjectionRun(
            ProjectionSettings settings,
            StreamableEventSource source,
            DataSource dataSource,
            TokenJson tokens,
            BatchWriter writer,
            Consumer<Map<Integer, Long>> onCommitted) {
        PooledStreamingEventProcessorConfiguration configuration =
                new PooledStreamingEventProcessorConfiguration()
                        .unitOfWorkFactory(
                                new PostgresWork(
                                        dataSource, settings.networkTimeout(), this::failed))
                        .eventSource(source)
                        .tokenStore(
                                new PostgresTokenStore(
                                        UUID.randomUUID().toString(),
                                        settings.claimTimeout(),
                                        tokens))
                        .coordinatorExecutor(coordinator)
                        .workerExecutor(worker)
                        .initialSegmentCount(1)
                        .initialToken(ledger -> ledger.firstToken(null))
                        .batchSize(settings.batchSize())
                        .tokenClaimInterval(settings.claimInterval().toMillis())
                        .claimExtensionThreshold(settings.claimTimeout().toMillis() / 4)
                        .eventCriteria(_ -> EventCriteria.havingAnyTag());
        this.processor =
                new PooledStreamingEventProcessor(
                        PROCESSOR, List.of(new BatchComponent(writer, onCommitted)), configuration);
    }

    /** Blocks for some three seconds when the token store cannot be reached, and throws. */
    void start() {
        processor.start().orTimeout(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /** What ended a unit of work first, if any did: then this run is to be closed. */
    Optional<Throwable> failure() {
        return failure.get();
    }

    private void failed(Throwable cause) {
        failure.compareAndSet(Optional.empty(), Optional.of(cause));
    }

    /** Releases the claim if that can be done in time; else it runs out. */
    @Override
    public void close() {
        try {
            processor.shutdown().get(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException notReleased) {
            LOG.warn("the projection did not end in time; its claim will run out", notReleased);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            coordinator.shutdownNow();
            worker.shutdownNow();
        }
    }

    private static ScheduledExecutorService executor(String role) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(PROCESSOR + "-" + role).factory());
    }
}
