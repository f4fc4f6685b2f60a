package io.sluice.command.watchdog;

import io.sluice.command.alarm.Alarms;
import io.sluice.ledger.id.PauseId;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One cause being watched. A pause is asked for until it stands, and then not again before the
 * cause was over: an operator who resumes while the cause still holds has decided so.
 */
final class Watch {

    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);

    private final WatchdogCause cause;
    private final CauseSettings settings;
    private final Probe probe;
    private final Alarms alarms;
    private final Optional<Gate> gate;
    private final Executor movers;
    private final LongSupplier nanoTime;
    private final Hysteresis hysteresis;

    /** At most one call of the gate at a time, so that nothing queues up behind a slow one. */
    private final AtomicBoolean moving = new AtomicBoolean();

    private volatile boolean shut;
    private volatile boolean blind;
    private volatile boolean notOpened;

    /**
     * @param gate empty on a node that can only raise alarms
     * @param movers run what calls the gate
     */
    Watch(
            WatchdogCause cause,
            CauseSettings settings,
            Probe probe,
            Alarms alarms,
            Optional<Gate> gate,
            Executor movers,
            LongSupplier nanoTime) {
        this.cause = cause;
        this.settings = settings;
        this.probe = probe;
        this.alarms = alarms;
        this.gate = gate;
        this.movers = movers;
        this.nanoTime = nanoTime;
        this.hysteresis = new Hysteresis(settings.holdsFor(), settings.clearAfter());
    }

    WatchdogCause cause() {
        return cause;
    }

    /** Whether the last look failed. */
    boolean isBlind() {
        return blind;
    }

    /** Whether the pause that is due does not stand yet. */
    boolean isPauseDue() {
        return notOpened;
    }

    /** Looks once and does what follows from it. */
    void look() {
        Finding found;
        try {
            found = probe.look();
            blind = false;
        } catch (RuntimeException cannotTell) {
            if (!blind) {
                LOG.warn("watchdog: {} cannot be looked at", cause.wire(), cannotTell);
            }
            blind = true;
            hysteresis.blind();
            return;
        }
        long now = nanoTime.getAsLong();
        if (hysteresis.observe(found.holds(), now)) {
            raised(found);
        } else {
            over(now);
        }
    }

    private void raised(Finding found) {
        if (found.holds()) {
            alarms.raise(cause.alarm(), found.evidence());
        }
        if (settings.action() == WatchdogAction.PAUSE && found.holds() && !shut) {
            gate.ifPresent(it -> move(() -> shut(it, found.evidence())));
        }
    }

    private void shut(Gate it, String evidence) {
        try {
            PauseId id = it.shut(cause, settings, evidence);
            shut = true;
            notOpened = false;
            LOG.warn("watchdog: {}: pause {} stands", cause.wire(), id);
        } catch (RuntimeException notYet) {
            notOpened = true;
            LOG.warn(
                    "watchdog: {}: its pause does not stand yet: {}",
                    cause.wire(),
                    notYet.toString());
        }
    }

    private void over(long nowNanos) {
        alarms.clear(cause.alarm());
        shut = false;
        notOpened = false;
        if (settings.autoResume() && hysteresis.isOver(nowNanos)) {
            gate.ifPresent(it -> move(() -> open(it)));
        }
    }

    private void open(Gate it) {
        try {
            if (it.open(
                    cause,
                    settings,
                    "over for " + settings.clearAfter() + ", and told to resume")) {
                LOG.warn("watchdog: {} is over, its pause is lifted", cause.wire());
            }
        } catch (RuntimeException notYet) {
            LOG.warn(
                    "watchdog: {} is over, its pause is not lifted yet: {}",
                    cause.wire(),
                    notYet.toString());
        }
    }

    private void move(Runnable task) {
        if (!moving.compareAndSet(false, true)) {
            return;
        }
        try {
            movers.execute(
                    () -> {
                        try {
                            task.run();
                        } finally {
                            moving.set(false);
                        }
                    });
        } catch (RejectedExecutionException stopping) {
            moving.set(false);
            LOG.debug("watchdog: {}: the node is stopping", cause.wire(), stopping);
        }
    }
}
