package io.sluice.bench;

/** A contender that works over connections, of which there is a best number to be found. */
interface Pooled extends Contender {

    /** From the next preparation on; fewer when fewer are in flight. */
    void useAtMost(int connections);
}
