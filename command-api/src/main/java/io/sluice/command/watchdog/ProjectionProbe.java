package io.sluice.command.watchdog;

/**
 * The projection as the watchdog sees it; the two sides never see each other, so the application
 * puts them together.
 */
public interface ProjectionProbe {

    /**
     * Asks PostgreSQL whether it is there; blocks for a few seconds at most.
     *
     * @throws RuntimeException saying why, where it does not answer
     */
    void askDatabase();

    /** What the projection is doing, in a word. */
    String state();

    /** Events that this node has read and PostgreSQL has not, in all partitions. */
    long lagEvents();
}
