package io.sluice.projection.stream;

import io.sluice.log.LedgerReader;
import io.sluice.projection.ProjectionSchema;
import io.sluice.projection.ProjectionState;
import io.sluice.projection.ProjectionStatus;
import io.sluice.projection.fold.BatchWriter;
import io.sluice.projection.fold.UnknownEventException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.sql.DataSource;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.eventstreaming.StreamableEventSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the projection going: starts it once PostgreSQL is there, starts it anew after a failure,
 * and halts it for good at an event that this build does not know. One thread of its own does all
 * of that; the processor has its own two.
 */
public final class LedgerProjection implements ProjectionStatus, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(LedgerProjection.class);
    private static final Duration CLOSE = Duration.ofSeconds(8);

    private final ProjectionSettings settings;
    private final StreamableEventSource source;
    private final TokenJson tokens;
    private final DataSource dataSource;
    private final ProjectionSchema schema;
    private final ProjectionProgress progress;
    private final LedgerReader ledger;
    private final BatchWriter writer = new BatchWriter();
    private final ScheduledExecutorService supervisor =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform()
                            .daemon()
                            .name(ProjectionRun.PROCESSOR + "-supervisor")
                            .factory());

    private volatile Condition condition = new Condition(ProjectionState.STOPPED, Optional.empty());
    private volatile Duration nextDelay;
    private volatile boolean closed;
    private @Nullable ProjectionRun run;
    private String owner = UUID.randomUUID().toString();

    private record Condition(ProjectionState state, Optional<String> reason) {}

    public LedgerProjection(
            ProjectionSettings settings,
            EventStorageEngine engine,
            DataSource dataSource,
            ProjectionSchema schema,
            ProjectionProgress progress,
            LedgerReader ledger) {
        this(
                settings,
                new LedgerEventSource(engine),
                new ChainTokenJson(),
                dataSource,
                schema,
                progress,
                ledger);
    }

    LedgerProjection(
            ProjectionSettings settings,
            StreamableEventSource source,
            TokenJson tokens,
            DataSource dataSource,
            ProjectionSchema schema,
            ProjectionProgress progress,
            LedgerReader ledger) {
        this.settings = settings;
        this.source = new ChunkedSource(source);
        this.tokens = tokens;
        this.dataSource = dataSource;
        this.schema = schema;
        this.progress = progress;
        this.ledger = ledger;
        this.nextDelay = settings.retryDelay();
    }

    /** Returns at once; PostgreSQL need not be there. */
    public void start() {
        become(ProjectionState.WAITING_FOR_DATABASE, Optional.empty());
        tickAfter(Duration.ZERO);
    }

    private void tickAfter(Duration delay) {
        if (closed) {
            return;
        }
        var _ = supervisor.schedule(this::tick, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void tick() {
        if (closed) {
            return;
        }
        try {
            if (run == null) {
                begin();
            } else {
                run.failure().ifPresent(this::recover);
            }
        } catch (RuntimeException notReady) {
            become(ProjectionState.WAITING_FOR_DATABASE, Optional.of(text(notReady)));
            endRun();
            backOff();
            return;
        }
        if (condition.state() == ProjectionState.RUNNING) {
            tickAfter(settings.retryDelay());
        } else if (condition.state() != ProjectionState.HALTED) {
            backOff();
        }
    }

    private void begin() {
        schema.prepare(dataSource);
        loadProgress();
        run =
                new ProjectionRun(
                        settings, owner, source, dataSource, tokens, writer, this::committed);
        run.start();
        become(ProjectionState.RUNNING, Optional.empty());
    }

    private void loadProgress() {
        try {
            progress.advance(ProjectedPositions.read(dataSource));
        } catch (SQLException unreachable) {
            throw new DatabaseFailure("positions", unreachable);
        }
    }

    private void committed(Map<Integer, Long> next) {
        nextDelay = settings.retryDelay();
        progress.advance(next);
    }

    private void recover(Throwable failure) {
        Optional<UnknownEventException> unknown = unknownEvent(failure);
        if (unknown.isPresent()) {
            LOG.error("the projection halts: {}", unknown.get().getMessage());
            become(ProjectionState.HALTED, unknown.map(Throwable::getMessage));
        } else {
            LOG.warn("the projection failed and is started anew", failure);
            become(ProjectionState.RETRYING, Optional.of(text(failure)));
        }
        endRun();
    }

    /**
     * A run that ended whole leaves its claim to the next one; of one that may still be writing,
     * the claim must run out first.
     */
    private void endRun() {
        if (run != null) {
            if (!run.end()) {
                owner = UUID.randomUUID().toString();
            }
            run = null;
        }
    }

    private void backOff() {
        Duration delay = nextDelay;
        Duration doubled = delay.multipliedBy(2);
        nextDelay =
                doubled.compareTo(settings.longestRetryDelay()) > 0
                        ? settings.longestRetryDelay()
                        : doubled;
        tickAfter(delay);
    }

    private void become(ProjectionState state, Optional<String> reason) {
        if (condition.state() != state) {
            LOG.info("projection: {} {}", state, reason.orElse(""));
        }
        condition = new Condition(state, reason);
    }

    private static Optional<UnknownEventException> unknownEvent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownEventException unknown) {
                return Optional.of(unknown);
            }
        }
        return Optional.empty();
    }

    private static String text(Throwable failure) {
        return Optional.ofNullable(failure.getMessage()).orElseGet(failure::toString);
    }

    @Override
    public Snapshot snapshot() {
        Condition now = condition;
        Map<Integer, Long> next = progress.nextSequences();
        Map<Integer, Long> lag = new HashMap<>();
        for (int partition = 0; partition < ledger.partitions(); partition++) {
            long done = next.getOrDefault(partition, 0L);
            long read =
                    ledger.end(partition).stream()
                            .flatMapToLong(end -> ledger.nextSequenceAfter(end).stream())
                            .findFirst()
                            .orElse(0);
            lag.put(partition, Math.max(0, read - done));
        }
        return new Snapshot(now.state(), now.reason(), next, lag);
    }

    /** Ends within some eight seconds; the token is released when PostgreSQL answers. */
    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        Future<?> ended =
                supervisor.submit(
                        () -> {
                            endRun();
                            become(ProjectionState.STOPPED, Optional.empty());
                        });
        try {
            ended.get(CLOSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException notWhole) {
            LOG.warn("the projection did not end whole", notWhole);
        } finally {
            supervisor.shutdownNow(); // an orderly one waits for the next attempt to start
        }
    }
}
