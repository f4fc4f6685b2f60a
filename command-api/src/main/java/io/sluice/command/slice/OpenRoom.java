package io.sluice.command.slice;

import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.refusal.ErrorCode;
import java.util.Optional;

/**
 * Whether there is room for one more withdrawal that is neither gone nor back. It bounds a node's
 * memory and is no matter of the ledger: what was let in is not looked at again.
 */
@FunctionalInterface
public interface OpenRoom {

    boolean isLeft(int partition);

    /**
     * What a request is refused with where there is none; one that is known already needs none.
     *
     * @param first what the request's key did before
     */
    default Optional<Verdict> refusal(int partition, FirstOutcome first) {
        return first instanceof FirstOutcome.None && !isLeft(partition)
                ? Optional.of(
                        Verdict.refused(
                                ErrorCode.TOO_MANY_IN_FLIGHT,
                                "As many withdrawals are on their way, or held, as there is room"
                                        + " for."))
                : Optional.empty();
    }
}
