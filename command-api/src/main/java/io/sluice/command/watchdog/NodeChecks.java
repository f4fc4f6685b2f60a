package io.sluice.command.watchdog;

import io.sluice.command.alarm.AlarmName;
import io.sluice.command.alarm.Alarms;
import io.sluice.log.writer.PartitionFigures;
import io.sluice.log.writer.PartitionHealth;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Alarms about the node's own partitions that nothing is paused for. */
public final class NodeChecks implements Runnable {

    private static final long VOID_PERCENT = 20;
    private static final long AT_LEAST = 100;

    private final Supplier<List<PartitionHealth>> health;
    private final Supplier<List<PartitionFigures>> figures;
    private final Alarms alarms;
    private long records;
    private long voids;
    private long strangeBarriers;

    public NodeChecks(
            Supplier<List<PartitionHealth>> health,
            Supplier<List<PartitionFigures>> figures,
            Alarms alarms) {
        this.health = health;
        this.figures = figures;
        this.alarms = alarms;
    }

    @Override
    public void run() {
        List<PartitionHealth> now = health.get();
        check(
                AlarmName.PARTITION_REFUSED,
                now.stream()
                        .filter(it -> it.refusal().isPresent())
                        .map(it -> "partition " + it.partition() + ": " + it.refusal().get())
                        .toList());
        check(AlarmName.GUARD_NOT_WRITTEN, named(now, PartitionHealth::guardFails));
        checkBarriers(now);
        checkVoids();
    }

    private static List<String> named(
            List<PartitionHealth> partitions, Predicate<PartitionHealth> holds) {
        return partitions.stream()
                .filter(holds)
                .map(it -> "partition " + it.partition() + ", " + it.guardLag() + " offsets behind")
                .toList();
    }

    private void check(AlarmName name, List<String> found) {
        if (found.isEmpty()) {
            alarms.clear(name);
        } else {
            alarms.raise(name, found.stream().collect(Collectors.joining("; ")));
        }
    }

    private void checkBarriers(List<PartitionHealth> now) {
        long strange = now.stream().mapToLong(PartitionHealth::strangeBarriers).sum();
        if (strange > strangeBarriers) {
            alarms.report(
                    AlarmName.BARRIER_WITHOUT_EFFECT,
                    (strange - strangeBarriers)
                            + " barriers say what no barrier may do; who else writes to the log?");
        }
        strangeBarriers = strange;
    }

    /** A writer that loses to another again and again fills the log with what counts for nobody. */
    private void checkVoids() {
        List<PartitionFigures> now = figures.get();
        long voidsNow = now.stream().mapToLong(PartitionFigures::voids).sum();
        long recordsNow = voidsNow + now.stream().mapToLong(PartitionFigures::counted).sum();
        if (recordsNow - records >= AT_LEAST) {
            long fresh = recordsNow - records;
            long freshVoids = voidsNow - voids;
            records = recordsNow;
            voids = voidsNow;
            if (freshVoids * 100 >= VOID_PERCENT * fresh) {
                alarms.report(
                        AlarmName.VOID_ENTRIES,
                        freshVoids + " of the last " + fresh + " records count for nobody");
            }
        }
    }
}
