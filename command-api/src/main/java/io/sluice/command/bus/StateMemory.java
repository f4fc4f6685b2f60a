package io.sluice.command.bus;

import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import io.sluice.log.StoredEvent;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The states of one kind that one partition remembers, least recently used forgotten first. It
 * follows the partition's events: each is folded into the state that remembers its tag, so that
 * what is remembered holds whatever happened, and nobody has to ask the index what was missed.
 *
 * <p>The states may rest on speculation. When that is thrown away, which is to say in another
 * epoch, each goes back to what confirmed events made of it and follows on from there: to read the
 * histories of all accounts again would take a partition's loop seconds, just when it was
 * overtaken. Loop thread only.
 */
final class StateMemory<E> {

    /** Further behind than this, it forgets instead of reading what it missed. */
    static final int MOST_BEHIND = 2_000;

    /** A state whose confirmed version is further back is forgotten with its epoch. */
    private static final int MOST_BACK = MOST_BEHIND / 2;

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

    /** A state, and what it was before the first event in it that was in flight when it came. */
    private static final class Kept<E> {
        private Remembered<E> now;
        private long last;
        private @Nullable Remembered<E> confirmed;

        Kept(Remembered<E> now, long last) {
            this.now = now;
            this.last = last;
        }

        /** Whether the event, which is of its tag, is not folded into it yet. */
        boolean lacks(long sequence) {
            return sequence >= now.known() && sequence > last;
        }

        /**
         * @param confirmedTo events before it are confirmed
         */
        void move(E next, long sequence, long confirmedTo) {
            if (last < confirmedTo) {
                confirmed = now.upTo(Math.min(sequence, confirmedTo));
            }
            now = now.moved(next);
            last = sequence;
        }

        /**
         * Forgets what is not confirmed.
         *
         * @param confirmedTo events before it are confirmed, and folded in
         * @return whether anything is left
         */
        boolean goBack(long confirmedTo) {
            if (last < confirmedTo) {
                now = now.upTo(confirmedTo);
                return true;
            }
            Remembered<E> before = confirmed;
            if (before == null || before.known() < confirmedTo - MOST_BACK) {
                return false;
            }
            now = before;
            last = before.known() - 1;
            return true;
        }
    }

    private final int most;
    private final Fold<E> fold;
    private final Map<EventTag, Kept<E>> states;
    private String tagName = "";
    private long epoch = -1;
    private long followedTo;
    private long confirmedTo;

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
                            Map.@Nullable Entry<EventTag, Kept<E>> eldest) {
                        return size() > StateMemory.this.most;
                    }
                };
    }

    /** Folds in what the partition got since this was called last. */
    void follow(EventView events, long currentEpoch) {
        if (currentEpoch != epoch) {
            goBack();
            epoch = currentEpoch;
        }
        long next = events.nextSequence();
        if (next < followedTo || next - followedTo > MOST_BEHIND) {
            states.clear();
        }
        if (states.isEmpty()) {
            followedTo = next;
        }
        confirmedTo = events.confirmedTo();
        for (; followedTo < next; followedTo++) {
            fold(events, followedTo);
        }
    }

    private void goBack() {
        // Where reading broke off, what is confirmed behind that is in no state yet.
        long whole = Math.min(confirmedTo, followedTo);
        Iterator<Kept<E>> each = states.values().iterator();
        long earliest = whole;
        while (each.hasNext()) {
            Kept<E> state = each.next();
            if (state.goBack(whole)) {
                earliest = Math.min(earliest, state.now.known());
            } else {
                each.remove();
            }
        }
        followedTo = earliest;
    }

    private void fold(EventView events, long sequence) {
        StoredEvent event = events.event(sequence);
        for (EventTag tag : event.tags()) {
            if (tag.name().equals(tagName)) {
                Kept<E> state = states.get(tag);
                if (state != null && state.lacks(sequence)) {
                    E next = fold.next(state.now.state(), event, events, sequence);
                    state.move(next, sequence, confirmedTo);
                }
            }
        }
    }

    /** The state with all events folded into it that were followed. */
    Optional<Remembered<E>> recall(EventTag tag) {
        Kept<E> state = states.get(tag);
        return state == null ? Optional.empty() : Optional.of(state.now.upTo(followedTo));
    }

    /**
     * @param state with all events folded into it that were followed
     * @param last the last of these that was folded into it; -1 where only confirmed ones were
     */
    void remember(EventTag tag, Remembered<E> state, long last) {
        if (most > 0) {
            tagName = tag.name();
            states.put(tag, new Kept<>(state, last));
        }
    }

    /** Notes that the state was kept. */
    void kept(EventTag tag, Remembered<E> state) {
        Kept<E> before = states.get(tag);
        if (before != null) {
            before.now = state;
        }
    }
}
