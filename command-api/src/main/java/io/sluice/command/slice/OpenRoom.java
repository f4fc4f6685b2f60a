package io.sluice.command.slice;

/**
 * Whether there is room for one more withdrawal that is neither gone nor back. It bounds a node's
 * memory and is no matter of the ledger: what was let in is not looked at again.
 */
@FunctionalInterface
public interface OpenRoom {

    boolean isLeft(int partition);
}
