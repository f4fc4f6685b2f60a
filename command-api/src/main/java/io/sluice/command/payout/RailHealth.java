package io.sluice.command.payout;

import java.time.Instant;
import java.util.List;

/** What became of what was handed to rails. Must not block. */
public interface RailHealth {

    /** One reading a rail, of the outcomes since then. */
    List<Reading> readings(Instant since);

    /**
     * @param rail a name for people
     * @param failed refused for good, money back
     * @param unknown nobody can say
     * @param breakerOpen whether nothing is sent to it now because it failed too often
     */
    record Reading(String rail, long settled, long failed, long unknown, boolean breakerOpen) {

        public long outcomes() {
            return settled + failed + unknown;
        }
    }
}
