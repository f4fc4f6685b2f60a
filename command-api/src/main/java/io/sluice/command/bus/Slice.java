package io.sluice.command.bus;

import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.Verdict;

/**
 * One command's handler: load, decide. What it accepted is appended for it, under a condition that
 * covers everything it loaded. Called on the partition's loop; must not block or have effects.
 */
@FunctionalInterface
public interface Slice<C> {

    Verdict decide(C command, CommandHeader header, States states);

    /**
     * Whether it also asks something outside the log, which the append condition cannot cover: what
     * it decided is then decided again after a gap, and never appended again as it was.
     */
    default boolean restsOnMoreThanTheLog() {
        return false;
    }
}
