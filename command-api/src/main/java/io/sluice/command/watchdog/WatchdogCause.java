package io.sluice.command.watchdog;

import io.sluice.command.alarm.AlarmName;
import io.sluice.ledger.circuit.ReasonClass;

/** What the watchdog looks at, with what is usual for each. */
public enum WatchdogCause {
    /** The log lacks what the guard or the index saw confirmed. Threshold: partitions. */
    LOST_DATA(
            AlarmName.LOST_DATA,
            ReasonClass.SECURITY,
            Unit.COUNT,
            WatchdogAction.PAUSE,
            "1",
            "0s",
            "1m"),
    /** Entries are out and do not come back. Threshold: age of the oldest. */
    STUCK_APPENDS(
            AlarmName.STUCK_APPENDS,
            ReasonClass.INFRASTRUCTURE_INCIDENT,
            Unit.TIME,
            WatchdogAction.PAUSE,
            "5s",
            "2s",
            "30s"),
    /**
     * Copies of a partition are missing, too few are in sync, it has no leader, or no broker
     * answers. Threshold: missing copies of one partition.
     */
    BROKERS_MISSING(
            AlarmName.BROKERS_MISSING,
            ReasonClass.INFRASTRUCTURE_INCIDENT,
            Unit.COUNT,
            WatchdogAction.PAUSE,
            "1",
            "10s",
            "1m"),
    /** PostgreSQL and the owner differ about an account at one position. Threshold: accounts. */
    PROJECTION_DRIFT(
            AlarmName.PROJECTION_DRIFT,
            ReasonClass.SECURITY,
            Unit.COUNT,
            WatchdogAction.PAUSE,
            "1",
            "0s",
            "5m"),
    /** Too many outcomes are failures or unknown. Threshold: their share in percent. */
    FAILING_RAIL(
            AlarmName.FAILING_RAIL,
            ReasonClass.INFRASTRUCTURE_INCIDENT,
            Unit.PERCENT,
            WatchdogAction.PAUSE,
            "50",
            "10s",
            "1m"),
    /** Withdrawals are older in their status than they should be. Threshold: withdrawals. */
    STUCK_WITHDRAWALS(
            AlarmName.STUCK_WITHDRAWALS,
            ReasonClass.INFRASTRUCTURE_INCIDENT,
            Unit.COUNT,
            WatchdogAction.ALARM,
            "1",
            "0s",
            "10s"),
    /** PostgreSQL does not answer. Threshold: none. */
    POSTGRES_DOWN(
            AlarmName.POSTGRES_DOWN,
            ReasonClass.INFRASTRUCTURE_INCIDENT,
            Unit.NONE,
            WatchdogAction.ALARM,
            "",
            "10s",
            "10s"),
    /** PostgreSQL is behind the ledger. Threshold: events. */
    PROJECTION_LAG(
            AlarmName.PROJECTION_LAG,
            ReasonClass.INFRASTRUCTURE_INCIDENT,
            Unit.COUNT,
            WatchdogAction.ALARM,
            "10000",
            "30s",
            "30s");

    /** What a threshold is counted in. */
    enum Unit {
        COUNT,
        PERCENT,
        TIME,
        NONE
    }

    private final AlarmName alarm;
    private final ReasonClass reasonClass;
    private final Unit unit;
    private final WatchdogAction usualAction;
    private final String usualThreshold;
    private final String usualFor;
    private final String usualClearAfter;

    WatchdogCause(
            AlarmName alarm,
            ReasonClass reasonClass,
            Unit unit,
            WatchdogAction usualAction,
            String usualThreshold,
            String usualFor,
            String usualClearAfter) {
        this.alarm = alarm;
        this.reasonClass = reasonClass;
        this.unit = unit;
        this.usualAction = usualAction;
        this.usualThreshold = usualThreshold;
        this.usualFor = usualFor;
        this.usualClearAfter = usualClearAfter;
    }

    /** As settings, pauses and alarms call it. */
    public String wire() {
        return alarm.wire();
    }

    /** Action, threshold, for and clear-after where nothing is said, as operations.md has them. */
    public String defaults() {
        String threshold = usualThreshold.isEmpty() ? "" : "`" + usualThreshold + "`";
        return "`%s`, %s, `%s`, `%s`".formatted(usualAction, threshold, usualFor, usualClearAfter);
    }

    AlarmName alarm() {
        return alarm;
    }

    ReasonClass reasonClass() {
        return reasonClass;
    }

    Unit unit() {
        return unit;
    }

    /** What is done where nothing else is said; the next three likewise, as texts. */
    WatchdogAction usualAction() {
        return usualAction;
    }

    String usualThreshold() {
        return usualThreshold;
    }

    String usualFor() {
        return usualFor;
    }

    String usualClearAfter() {
        return usualClearAfter;
    }
}
