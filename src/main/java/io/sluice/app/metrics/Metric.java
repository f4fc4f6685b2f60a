package io.sluice.app.metrics;

/**
 * Every metric of a node beside those of the JVM and the web server. The names are those of the
 * scrape endpoint, and stable: dashboards and alerting rules hang on them.
 */
public enum Metric {
    ALARM("sluice_alarm", "1 while the alarm of label name stands"),
    PARTITION_STATE("sluice_partition_state", "1 for the state that the partition is in"),
    IN_FLIGHT("sluice_in_flight_entries", "entries sent and not read back yet"),
    STUCK("sluice_in_flight_oldest_seconds", "age of the oldest of them"),
    COUNTED("sluice_entries_counted_total", "records read that count"),
    VOID("sluice_entries_void_total", "records read that count for nobody"),
    VOID_SHARE("sluice_entries_void_share", "share of the records read that count for nobody"),
    CONFIRMED("sluice_entries_confirmed_total", "entries of this node that were read back"),
    GUARD_LAG("sluice_guard_lag_offsets", "offsets that the guard is behind"),
    WITHDRAWALS("sluice_withdrawals", "withdrawals in the status of label status"),
    OLDEST("sluice_withdrawals_oldest_seconds", "how long the oldest of them has been in it"),
    OPEN("sluice_withdrawals_open", "withdrawals in all these statuses"),
    MOST_OPEN(
            "sluice_withdrawals_open_limit",
            "as many may be open in a partition before requests are refused"),
    RELEASED("sluice_withdrawals_released_total", "releases read from the ledger"),
    PAUSES("sluice_pauses_active", "pauses in force in at least one partition"),
    FAN_OUT(
            "sluice_pause_fan_out_seconds",
            "how long the last pause took until it stood everywhere"),
    PROJECTION_LAG("sluice_projection_lag_events", "events that PostgreSQL is behind"),
    PROJECTION_RUNNING("sluice_projection_running", "1 while the projection follows the ledger");

    private final String wire;
    private final String meaning;

    Metric(String wire, String meaning) {
        this.wire = wire;
        this.meaning = meaning;
    }

    /** As the scrape endpoint has it. */
    public String wire() {
        return wire;
    }

    String meaning() {
        return meaning;
    }
}
