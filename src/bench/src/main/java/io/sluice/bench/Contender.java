package io.sluice.bench;

/** Something that takes withdrawals, or at least records of their size. */
interface Contender {

    String name();

    /** Told before a measurement with so many in flight; makes itself ready for it. */
    default void prepare(int inFlight) {}

    /** Told after it, once nothing is in flight any more. */
    default void finish() {}

    /**
     * Begins one operation and returns; on the driver's thread. The answer is given on any thread,
     * exactly once, and as accepted only when it was.
     */
    void issue(Answer answer);

    /** Where the outcome goes. */
    interface Answer {
        void accepted();

        void failed(Throwable why);
    }
}
