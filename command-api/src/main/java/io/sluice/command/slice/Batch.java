package io.sluice.command.slice;

import io.sluice.ledger.command.LedgerCommand.ExpireWithdrawal;
import io.sluice.ledger.command.LedgerCommand.HoldWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ReleaseWithdrawal;
import java.util.List;

/**
 * Commands of the ledger itself that are decided in one turn and appended as one entry; those that
 * cannot go are left out.
 */
public sealed interface Batch {

    /**
     * Of different withdrawals; the first of each account decides on the same state as the rest.
     */
    record OfReleases(List<ReleaseWithdrawal> releases) implements Batch {
        public static final String NAME = "release-withdrawals";

        public OfReleases {
            releases = List.copyOf(releases);
        }
    }

    record OfExpiries(List<ExpireWithdrawal> expiries) implements Batch {
        public static final String NAME = "expire-withdrawals";

        public OfExpiries {
            expiries = List.copyOf(expiries);
        }
    }

    record OfHolds(List<HoldWithdrawal> holds) implements Batch {
        public static final String NAME = "hold-withdrawals";

        public OfHolds {
            holds = List.copyOf(holds);
        }
    }
}
