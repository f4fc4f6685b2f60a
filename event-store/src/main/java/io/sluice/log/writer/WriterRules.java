package io.sluice.log.writer;

import io.sluice.log.Confirmed;
import java.util.concurrent.CompletableFuture;

/**
 * The writer's rules that a model checker has shown to be needed, each a step that tests can break
 * on purpose to see the checks catch it. The product knows {@link #STANDARD} only.
 */
class WriterRules {

    static final WriterRules STANDARD = new WriterRules();

    /**
     * An entry was handed to the producer: the moment at which a writer that answers from
     * speculation, or from what the producer acknowledges, would go wrong.
     *
     * @param expectedOffset where the entry lands if nothing comes in between
     */
    void sent(InFlightEntry entry, long expectedOffset) {}

    /** Whether entries whose sending failed are void before a barrier behind them was read back. */
    boolean voidsOnError() {
        return false;
    }

    /**
     * Whether an answer without an entry of its own may leave before an entry that was sent after
     * it is confirmed.
     */
    boolean settlesAtOnce(CompletableFuture<Confirmed> answer) {
        return false;
    }

    /** Whether the log is held against the guard before it is extended. */
    boolean heedsGuard() {
        return true;
    }
}
