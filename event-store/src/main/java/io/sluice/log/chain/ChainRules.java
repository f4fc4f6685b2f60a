package io.sluice.log.chain;

import io.sluice.log.Head;

/**
 * The one rule on which everything rests. It is a class of its own so that tests can break it on
 * purpose and see the checks catch it; the product knows {@link #STANDARD} only.
 */
public class ChainRules {

    public static final ChainRules STANDARD = new ChainRules();

    protected ChainRules() {}

    /** Whether a well-formed record counts on top of the head. */
    public boolean counts(ChainRecord entry, Head head) {
        return switch (entry.kind()) {
            case COMMIT -> entry.prev().equals(head);
            case BARRIER -> true;
        };
    }
}
