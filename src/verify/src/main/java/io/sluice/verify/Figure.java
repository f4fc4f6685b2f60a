package io.sluice.verify;

import java.util.Locale;

/** What is counted along the way, in the order in which it is printed. */
enum Figure {
    PARTITIONS,
    RECORDS,
    COUNTED,
    VOID,
    /**
     * Void commits whose predecessor is nowhere in the log: rare after faults, otherwise a sign.
     */
    VOID_WITHOUT_PREDECESSOR,
    BARRIERS,
    ALARMS,
    ENTRIES,
    EVENTS,
    ACCOUNTS,
    DEPOSITS,
    PAUSES_OPENED,
    PAUSES_RESUMED,
    POSTINGS,
    TORN_TAIL_BYTES,
    GUARDS,
    RAIL_PAID;

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
