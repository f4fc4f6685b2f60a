package io.sluice.command.bus;

import io.sluice.command.bus.StateMemory.Remembered;
import java.util.Optional;

/**
 * States kept where a restart finds them, so that a cold load is short. Disposable: where there is
 * none, all events are read. On the loop of the partition only.
 */
interface StateSnapshots<I, E> {

    /** The state as confirmed events left it, if it was kept; only later events need be read. */
    Optional<Remembered<E>> find(int partition, I id);

    /**
     * Has the state kept, where it is time and there is room; it may rest on speculation of that
     * epoch, and is kept only if all of it comes to count.
     *
     * @return the same state, to be remembered
     */
    Remembered<E> offer(int partition, I id, long epoch, Remembered<E> state);

    /** For states whose events are few. */
    static <I, E> StateSnapshots<I, E> none() {
        return new StateSnapshots<>() {
            @Override
            public Optional<Remembered<E>> find(int partition, I id) {
                return Optional.empty();
            }

            @Override
            public Remembered<E> offer(int partition, I id, long epoch, Remembered<E> state) {
                return state;
            }
        };
    }
}
