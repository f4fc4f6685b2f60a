package io.sluice.command.bus;

import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import io.sluice.log.StoredEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The states of one kind that one partition remembers, least recently used forgotten first. It
 * follows the partition's events: each is folded into the state that remembers its tag, so that
 * what is remembered holds whatever happened, and nobody has to ask the index what was missed. The
 * states may rest on speculation: all are of one epoch, and are forgotten with it. Loop thread
 * only.
 */
final class StateMemory<E> {

    /** Further behind than this, it forgets instead of reading what it missed. */
    static final int MOST_BEHIND = 2_000;

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

    /** The state after an event of its tag. */
    @FunctionalInterface
    interface Fold<E> {
        E next(E before, StoredEvent event, EventView events, long sequence);
    }

    private final int most;
    private final Fold<E> fold;
    private final Map<EventTag, Remembered<E>> states;
    private String tagName = "";
    private long epoch = -1;
    private long followedTo;

    /**
     * @param most states; with 0 nothing is remembered
     */
    StateMemory(int most, Fold<E> fold) {
        this.most = most;
        this.fold = fold;
        this.states =
                new LinkedHashMap<>(16, 0.75f, true) {
                    private static final long serialVersionUID = 1L;

                    @Override
                    protected boolean removeEldestEntry(
                            Map.@Nullable Entry<EventTag, Remembered<E>> eldest) {
                        return size() > StateMemory.this.most;
                    }
                };
    }

    /** Folds in what the partition got since this was called last, or forgets everything. */
    void follow(EventView events, long currentEpoch) {
        long next = events.nextSequence();
        boolean mayFollow =
                currentEpoch == epoch && next >= followedTo && next - followedTo <= MOST_BEHIND;
        if (!mayFollow) {
            states.clear();
            epoch = currentEpoch;
        }
        if (states.isEmpty()) {
            followedTo = next;
        }
        for (; followedTo < next; followedTo++) {
            fold(events, followedTo);
        }
    }

    private void fold(EventView events, long sequence) {
        StoredEvent event = events.event(sequence);
        for (EventTag tag : event.tags()) {
            if (tag.name().equals(tagName)) {
                Remembered<E> before = states.get(tag);
                if (before != null) {
                    states.put(
                            tag, before.moved(fold.next(before.state(), event, events, sequence)));
                }
            }
        }
    }

    /** The state with all events folded into it that were followed. */
    Optional<Remembered<E>> recall(EventTag tag) {
        Remembered<E> state = states.get(tag);
        return state == null ? Optional.empty() : Optional.of(state.upTo(followedTo));
    }

    /**
     * @param state with all events folded into it that were followed
     */
    void remember(EventTag tag, Remembered<E> state) {
        if (most > 0) {
            tagName = tag.name();
            states.put(tag, state);
        }
    }
}
