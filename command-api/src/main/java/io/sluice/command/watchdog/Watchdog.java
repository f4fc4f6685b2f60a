package io.sluice.command.watchdog;

import io.sluice.command.alarm.AlarmName;
import io.sluice.command.alarm.Alarms;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches all causes of a node, each at its own pace, with a thread for each, so that one that must
 * wait for an answer holds up no other.
 */
public final class Watchdog implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
    private static final long CLOSE_WITHIN_SECONDS = 1;

    private final Alarms alarms;
    private final Duration every;
    private final Runnable beside;
    private final Map<Watch, Duration> watches;
    private final ScheduledThreadPoolExecutor eyes;
    private final ExecutorService movers;

    /**
     * A cause that can be looked at on this node.
     *
     * @param every between two looks
     */
    public record Sight(WatchdogCause cause, Probe probe, Duration every) {}

    /**
     * @param gate empty on a node that can only raise alarms
     * @param beside called at the watchdog's own pace: what else is watched
     */
    public Watchdog(
            WatchdogSettings settings,
            List<Sight> sights,
            Alarms alarms,
            Optional<Gate> gate,
            Runnable beside) {
        this.alarms = alarms;
        this.every = settings.every();
        this.beside = beside;
        this.movers =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("watchdog-gate-", 0).factory());
        this.watches =
                sights.stream()
                        .filter(sight -> settings.of(sight.cause()).action() != WatchdogAction.OFF)
                        .collect(
                                Collectors.toMap(
                                        sight ->
                                                new Watch(
                                                        sight.cause(),
                                                        settings.of(sight.cause()),
                                                        sight.probe(),
                                                        alarms,
                                                        gate,
                                                        movers,
                                                        System::nanoTime),
                                        Sight::every));
        this.eyes =
                new ScheduledThreadPoolExecutor(
                        watches.size() + 1,
                        Thread.ofPlatform().name("watchdog-", 0).daemon(true).factory());
    }

    public void start() {
        watches.forEach((watch, pace) -> atPace(pace, watch::look));
        atPace(every, this::housekeeping);
    }

    private void atPace(Duration pace, Runnable task) {
        var _ =
                eyes.scheduleWithFixedDelay(
                        () -> guarded(task), 0, pace.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** A task that throws would not be called again. */
    private static void guarded(Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error bug) {
            LOG.error("watchdog: a look failed", bug);
        }
    }

    private void housekeeping() {
        sum(AlarmName.WATCHDOG_BLIND, Watch::isBlind, "cannot be looked at: ");
        sum(AlarmName.PAUSE_NOT_OPENED, Watch::isPauseDue, "no pause stands yet for: ");
        beside.run();
        alarms.tick();
    }

    private void sum(AlarmName name, Predicate<Watch> holds, String intro) {
        List<String> causes = new ArrayList<>();
        watches.keySet().stream().filter(holds).map(w -> w.cause().wire()).forEach(causes::add);
        if (causes.isEmpty()) {
            alarms.clear(name);
        } else {
            alarms.raise(name, intro + causes.stream().sorted().collect(Collectors.joining(", ")));
        }
    }

    @Override
    public void close() {
        eyes.shutdownNow();
        movers.shutdownNow();
        try {
            if (!eyes.awaitTermination(CLOSE_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                LOG.info("watchdog: a look does not end");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
