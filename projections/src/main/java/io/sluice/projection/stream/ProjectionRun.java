package io.sluice.projection.stream;

import io.sluice.projection.fold.BatchWriter;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
 * ended and a fresh one claims the token.
 */
final class ProjectionRun {

    static final String PROCESSOR = "ledger-projection";

    private static final Logger LOG = LoggerFactory.getLogger(ProjectionRun.class);
    private static final Duration START = Duration.ofSeconds(5);
    private static final Duration SHUTDOWN = Duration.ofSeconds(1);

    private final ScheduledExecutorService coordinator = executor("coordinator");
    private final ScheduledExecutorService worker = executor("worker");
    private final AtomicReference<Optional<Throwable>> failure =
            new AtomicReference<>(Optional.empty());
    private final PooledStreamingEventProcessor processor;

    /**
     * @param owner under which the token is claimed; to be used again only once this run's threads
     *     are known to have ended
     */
    ProjectionRun(
            ProjectionSettings settings,
            String owner,
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
                        .tokenStore(new PostgresTokenStore(owner, settings.claimTimeout(), tokens))
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
        processor.start().orTimeout(START.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    /** What ended a unit of work first, if any did: then this run is to be closed. */
    Optional<Throwable> failure() {
        return failure.get();
    }

    private void failed(Throwable cause) {
        failure.compareAndSet(Optional.empty(), Optional.of(cause));
    }

    /**
     * Releases the claim if that can be done in time.
     *
     * @return whether its threads have ended, so that nothing of it can still write
     */
    boolean end() {
        try {
            processor.shutdown().get(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException notReleased) {
            LOG.info(
                    "the projection did not release its claim in time ({})",
                    notReleased.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        coordinator.shutdownNow();
        worker.shutdownNow();
        try {
            return coordinator.awaitTermination(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS)
                    && worker.awaitTermination(SHUTDOWN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ScheduledExecutorService executor(String role) {
        return Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(PROCESSOR + "-" + role).factory());
    }
}
