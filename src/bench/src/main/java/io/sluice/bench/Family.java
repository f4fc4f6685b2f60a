package io.sluice.bench;

import java.util.List;

/** Contenders that share a store. */
interface Family extends AutoCloseable {

    String name();

    List<Contender> contenders();

    /**
     * Before the warm-up and before each round: books with funded accounts. The peers get new,
     * empty ones each time, so that no round pays for the one before. Sluice keeps the ledger that
     * it warmed up with, as a product that runs does: to open another one is a start, after which
     * the JIT compiler works for a while on what it had compiled already. What is still open in it
     * is cancelled.
     */
    void beginRound();

    /**
     * Recounts the books, from the first withdrawal in them on.
     *
     * @throws InconsistentException when they do not say what was answered
     */
    void check();

    @Override
    void close();
}
