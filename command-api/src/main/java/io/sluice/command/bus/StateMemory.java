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
     * @param sinceSnapshot how many events were folded into it since it was kept last
     */
    record Remembered<E>(E state, long known, int sinceSnapshot) {

        Remembered(E state, long known) {
            this(state, known, 0);
        }

        static <E> Remembered<E> nothing(E initial) {
            return new Remembered<>(initial, 0);
        }

        /** With one more event folded into it. */
        Remembered<E> moved(E next) {
            return new Remembered<>(next, known, sinceSnapshot + 1);
        }

        /** With all events folded into it that the partition has. */
        Remembered<E> upTo(long events) {
            return new Remembered<>(state, events, sinceSnapshot);
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
