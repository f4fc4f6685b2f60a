package io.sluice.app.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.sluice.command.alarm.AlarmName;
import io.sluice.command.alarm.Alarms;
import io.sluice.command.circuit.Circuit;
import io.sluice.command.payout.InStatus;
import io.sluice.command.payout.PayoutQueue;
import io.sluice.command.payout.Payouts;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import io.sluice.log.WriterState;
import io.sluice.log.writer.LedgerNode;
import io.sluice.log.writer.PartitionFigures;
import io.sluice.projection.ProjectionState;
import io.sluice.projection.ProjectionStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/** Binds what the node knows of itself; each is read when it is asked for. */
public final class NodeMetrics implements MeterBinder {

    private static final double NANOS_A_SECOND = 1e9;

    private final LedgerNode node;
    private final Alarms alarms;
    private final @Nullable Payouts payouts;
    private final @Nullable Circuit circuit;
    private final @Nullable ProjectionStatus projection;
    private final Clock clock;

    /**
     * @param payouts absent on a node that only projects, like the circuit
     * @param projection absent on a node that does not project
     */
    public NodeMetrics(
            LedgerNode node,
            Alarms alarms,
            @Nullable Payouts payouts,
            @Nullable Circuit circuit,
            @Nullable ProjectionStatus projection,
            Clock clock) {
        this.node = node;
        this.alarms = alarms;
        this.payouts = payouts;
        this.circuit = circuit;
        this.projection = projection;
        this.clock = clock;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Meters meters = new Meters(registry);
        for (AlarmName name : AlarmName.values()) {
            meters.gauge(
                    Metric.ALARM,
                    Tags.of("name", name.wire()),
                    () -> alarms.isActive(name) ? 1 : 0);
        }
        for (int partition = 0; partition < node.partitions(); partition++) {
            bindPartition(meters, partition);
        }
        if (payouts != null) {
            bindPayouts(meters, payouts);
        }
        if (circuit != null) {
            bindCircuit(meters, circuit);
        }
        if (projection != null) {
            bindProjection(meters, projection);
        }
    }

    private void bindPartition(Meters meters, int partition) {
        Tags tags = Tags.of("partition", Integer.toString(partition));
        for (WriterState state : WriterState.values()) {
            meters.gauge(
                    Metric.PARTITION_STATE,
                    tags.and("state", lower(state)),
                    () -> node.health(partition).state() == state ? 1 : 0);
        }
        meters.gauge(Metric.IN_FLIGHT, tags, () -> node.health(partition).inFlight());
        meters.gauge(Metric.STUCK, tags, () -> seconds(node.health(partition).stuckFor()));
        meters.gauge(Metric.GUARD_LAG, tags, () -> node.health(partition).guardLag());
        meters.counter(Metric.COUNTED, tags, () -> node.figures(partition).counted());
        meters.counter(Metric.VOID, tags, () -> node.figures(partition).voids());
        meters.counter(Metric.CONFIRMED, tags, () -> node.figures(partition).confirmed());
        meters.gauge(Metric.VOID_SHARE, tags, () -> voidShare(node.figures(partition)));
    }

    private static double voidShare(PartitionFigures figures) {
        long records = figures.counted() + figures.voids();
        return records == 0 ? 0 : (double) figures.voids() / records;
    }

    private void bindPayouts(Meters meters, Payouts known) {
        for (WithdrawalStatus status : WithdrawalStatus.values()) {
            if (!status.isFinal()) {
                Tags tags = Tags.of("status", lower(status));
                meters.gauge(
                        Metric.WITHDRAWALS,
                        tags,
                        () -> known.queues().stream().mapToLong(it -> it.count(status)).sum());
                meters.gauge(Metric.OLDEST, tags, () -> oldest(known, status));
            }
        }
        for (int partition = 0; partition < node.partitions(); partition++) {
            PayoutQueue queue = known.queue(partition);
            meters.gauge(
                    Metric.OPEN, Tags.of("partition", Integer.toString(partition)), queue::open);
        }
        meters.gauge(Metric.MOST_OPEN, Tags.empty(), () -> known.mostOpenEach());
        meters.counter(Metric.RELEASED, Tags.empty(), known::released);
    }

    private double oldest(Payouts known, WithdrawalStatus status) {
        return known.queues().stream()
                .flatMap(it -> it.oldest(status).stream())
                .map(InStatus::since)
                .min(Comparator.<Instant>naturalOrder())
                .map(since -> seconds(Duration.between(since, clock.instant())))
                .orElse(0.0);
    }

    private static void bindCircuit(Meters meters, Circuit known) {
        meters.gauge(Metric.PAUSES, Tags.empty(), () -> known.board().active().size());
        meters.gauge(Metric.FAN_OUT, Tags.empty(), () -> seconds(known.pauses().lastFanOut()));
    }

    private static void bindProjection(Meters meters, ProjectionStatus known) {
        meters.gauge(Metric.PROJECTION_LAG, Tags.empty(), () -> known.snapshot().totalLagEvents());
        meters.gauge(
                Metric.PROJECTION_RUNNING,
                Tags.empty(),
                () -> known.snapshot().state() == ProjectionState.RUNNING ? 1 : 0);
    }

    private static double seconds(Duration duration) {
        return Math.max(0, duration.toNanos()) / NANOS_A_SECOND;
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Registers under the names of {@link Metric}. */
    private record Meters(MeterRegistry registry) {

        void gauge(Metric metric, Tags tags, DoubleSupplier value) {
            Gauge.builder(metric.wire(), value::getAsDouble)
                    .description(metric.meaning())
                    .tags(tags)
                    .register(registry);
        }

        /** The scrape endpoint adds the ending that counters have. */
        void counter(Metric metric, Tags tags, DoubleSupplier value) {
            String base = metric.wire().substring(0, metric.wire().length() - "_total".length());
            FunctionCounter.builder(base, value, DoubleSupplier::getAsDouble)
                    .description(metric.meaning())
                    .tags(tags)
                    .register(registry);
        }
    }
}
