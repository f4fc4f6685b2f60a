package io.sluice.command.alarm;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The alarms that stand on this node. Each is a line {@code alarm <name>: ...} when it begins and
 * again every so often, a line {@code alarm-over <name>: ...} when it ends, a metric, and a row in
 * the circuit's answer. Two kinds: what is raised stands until it is cleared; what is reported only
 * happened, and is over once it has not happened again for a while. Thread-safe; nothing here
 * blocks.
 */
public final class Alarms {

    private static final Logger LOG = LoggerFactory.getLogger(Alarms.class);
    private static final int LONGEST_EVIDENCE = 800;

    /**
     * @param evidence what was seen last, with figures
     */
    public record Active(AlarmName name, Instant since, String evidence) {}

    private record Standing(
            Instant since, String evidence, Instant toldAt, Instant lastAt, boolean reported) {}

    private final Clock clock;
    private final Duration remindEvery;
    private final Duration reportStandsFor;
    private final Map<AlarmName, Standing> standing = new EnumMap<>(AlarmName.class);

    /**
     * @param remindEvery between two lines about one that still stands
     * @param reportStandsFor after the last time that something was reported
     */
    public Alarms(Clock clock, Duration remindEvery, Duration reportStandsFor) {
        this.clock = clock;
        this.remindEvery = remindEvery;
        this.reportStandsFor = reportStandsFor;
    }

    /** It holds now, and until {@link #clear}; again for what stands, it brings the evidence up. */
    public void raise(AlarmName name, String evidence) {
        hold(name, evidence, false, null);
    }

    /** It happened. */
    public void report(AlarmName name, String evidence) {
        hold(name, evidence, true, null);
    }

    /** It happened, because of that failure, which is logged whole where the alarm begins. */
    public void report(AlarmName name, String evidence, Throwable cause) {
        hold(name, evidence, true, cause);
    }

    private synchronized void hold(
            AlarmName name, String evidence, boolean reported, @Nullable Throwable cause) {
        Instant now = clock.instant();
        String bounded = bounded(evidence);
        Standing before = standing.get(name);
        if (before == null) {
            LOG.error("alarm {}: {}", name.wire(), bounded, cause);
            standing.put(name, new Standing(now, bounded, now, now, reported));
        } else {
            standing.put(
                    name,
                    new Standing(
                            before.since(),
                            bounded,
                            before.toldAt(),
                            now,
                            reported && before.reported()));
        }
    }

    /** It does not hold any more. */
    public synchronized void clear(AlarmName name) {
        Standing before = standing.remove(name);
        if (before != null) {
            LOG.warn("alarm-over {}: stood since {}", name.wire(), before.since());
        }
    }

    /** Reminds of what still stands, and ends what has not happened again; call it regularly. */
    public synchronized void tick() {
        Instant now = clock.instant();
        for (AlarmName name : List.copyOf(standing.keySet())) {
            Standing it = Objects.requireNonNull(standing.get(name));
            if (it.reported() && !now.isBefore(it.lastAt().plus(reportStandsFor))) {
                clear(name);
            } else if (!now.isBefore(it.toldAt().plus(remindEvery))) {
                LOG.error("alarm {}: {} (stands since {})", name.wire(), it.evidence(), it.since());
                standing.put(
                        name,
                        new Standing(it.since(), it.evidence(), now, it.lastAt(), it.reported()));
            }
        }
    }

    public synchronized boolean isActive(AlarmName name) {
        return standing.containsKey(name);
    }

    /** Those that stand, in the order of names. */
    public synchronized List<Active> active() {
        return standing.entrySet().stream()
                .map(of -> new Active(of.getKey(), of.getValue().since(), of.getValue().evidence()))
                .toList();
    }

    private static String bounded(String evidence) {
        return evidence.length() <= LONGEST_EVIDENCE
                ? evidence
                : evidence.substring(0, LONGEST_EVIDENCE - 3) + "...";
    }
}
