package io.sluice.app;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a node does; several nodes share the roles of a cluster. */
public enum Role {
    /** Owns partitions: takes commands, closes the gate, hands over to rails. */
    COMMAND,
    /** Folds the ledger into PostgreSQL and answers queries from it. */
    PROJECTION,
    /** The page for operations. */
    CONSOLE;

    /** As they are written in the configuration. */
    static String names() {
        return Arrays.stream(values())
                .map(role -> role.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
    }
}
