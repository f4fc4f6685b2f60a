package io.sluice.ledger.reads;

import io.sluice.ledger.id.PauseId;
import java.util.List;

/**
 * What keeps a held withdrawal here now.
 *
 * @param heldBy the pauses that cover it; where none does any more, those that it was held for last
 */
public record Holding(List<PauseId> heldBy, Reason reason) {
    public Holding {
        heldBy = List.copyOf(heldBy);
    }

    /**
     * @param named the pauses that it was held for last
     * @param covering the pauses in force that cover it
     */
    public static Holding of(List<PauseId> named, List<PauseId> covering, boolean frozen) {
        if (!covering.isEmpty()) {
            return new Holding(covering, Reason.PAUSED);
        }
        return new Holding(named, frozen ? Reason.ACCOUNT_FROZEN : Reason.DRAINING);
    }

    /** Why it can't leave yet. */
    public enum Reason {
        PAUSED("paused"),
        /** Others pass it until the account is open again. */
        ACCOUNT_FROZEN("account-frozen"),
        /** Nothing holds it any more: it leaves in its turn. */
        DRAINING("draining");

        private final String wire;

        Reason(String wire) {
            this.wire = wire;
        }

        public String wire() {
            return wire;
        }
    }
}
