package io.sluice.command.alarm;

/** Every alarm that there is. The names are stable: alerting rules hang on them. */
public enum AlarmName {
    LOST_DATA("lost-data"),
    STUCK_APPENDS("stuck-appends"),
    BROKERS_MISSING("brokers-missing"),
    PROJECTION_DRIFT("projection-drift"),
    FAILING_RAIL("failing-rail"),
    STUCK_WITHDRAWALS("stuck-withdrawals"),
    POSTGRES_DOWN("postgres-down"),
    PROJECTION_LAG("projection-lag"),
    WATCHDOG_BLIND("watchdog-blind"),
    PAUSE_NOT_OPENED("pause-not-opened"),
    PARTITION_REFUSED("partition-refused"),
    GUARD_NOT_WRITTEN("guard-not-written"),
    VOID_ENTRIES("void-entries"),
    BARRIER_WITHOUT_EFFECT("barrier-without-effect"),
    INTENT_NOT_KEPT("intent-not-kept"),
    CIRCUIT_NOT_COMPLETED("circuit-not-completed"),
    RELEASER_FAILED("releaser-failed"),
    MANY_OPEN("many-open"),
    SETTLEMENT_REFUSED("settlement-refused"),
    POSITION_NOT_IN_CHAIN("position-not-in-chain");

    private final String wire;

    AlarmName(String wire) {
        this.wire = wire;
    }

    /** As log lines, metrics and the API call it. */
    public String wire() {
        return wire;
    }
}
