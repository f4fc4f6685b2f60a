package io.sluice.log;

import java.util.Optional;

/**
 * Keeps the last confirmed place of each partition in another failure domain than the broker's
 * disk.
 */
public interface GuardStore {

    /**
     * The place last written, if any.
     *
     * @throws java.io.UncheckedIOException when what is kept cannot be read; a guard that is there
     *     but unreadable is not "no guard"
     */
    Optional<GuardPoint> read(int partition);

    /**
     * Replaces the partition's place; when it returns, the new one survives a crash of this process
     * and of this machine.
     */
    void write(GuardPoint point);
}
