package io.sluice.command.bus;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The states that one partition remembers, least recently used forgotten first. They may rest on
 * speculation: all are of one epoch, and are forgotten with it. Loop thread only.
 */
final class StateMemory<I, E> {

    /**
     * @param known how many events the partition had when the state was folded
     */
    record Remembered<E>(E state, long known) {
        static <E> Remembered<E> nothing(E initial) {
            return new Remembered<>(initial, 0);
        }
    }

    private final int most;
    private final Map<I, Remembered<E>> states;
    private long epoch = -1;

    StateMemory(int most) {
        this.most = most;
        this.states =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(
                            Map.@Nullable Entry<I, Remembered<E>> eldest) {
                        return size() > StateMemory.this.most;
                    }
                };
    }

    Optional<Remembered<E>> recall(I id, long currentEpoch) {
        forgetOtherThan(currentEpoch);
        return Optional.ofNullable(states.get(id));
    }

    void remember(I id, long currentEpoch, Remembered<E> state) {
        forgetOtherThan(currentEpoch);
        if (most > 0) {
            states.put(id, state);
        }
    }

    private void forgetOtherThan(long currentEpoch) {
        if (currentEpoch != epoch) {
            states.clear();
            epoch = currentEpoch;
        }
    }
}
