package io.sluice.command.bus;

import java.util.Optional;

/**
 * Where a command is decided.
 *
 * @param routingKey the account id, for what concerns one account; stands in the entry's record key
 */
public record Route(int partition, Optional<String> routingKey) {

    /** For what concerns a whole partition: the circuit, releases of many accounts. */
    public static Route toPartition(int partition) {
        return new Route(partition, Optional.empty());
    }
}
