package io.sluice.bench;

import java.util.List;

/** Contenders that share a store. */
interface Family extends AutoCloseable {

    String name();

    List<Contender> contenders();

    /** New, empty books with funded accounts, so that no round pays for the one before. */
    void fresh();

    /**
     * Recounts the books since {@link #fresh}.
     *
     * @throws InconsistentException when they do not say what was answered
     */
    void check();

    @Override
    void close();
}
