package io.sluice.command.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.command.bus.StateMemory.Remembered;
import io.sluice.log.CountedEntry;
import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StateMemoryTest {

    private static final EventTag A = new EventTag("account", "a");
    private static final EventTag B = new EventTag("account", "b");
    private static final EventTag C = new EventTag("account", "c");
    private static final EventTag OTHER_KIND = new EventTag("withdrawal", "a");

    private final Events events = new Events();

    @Test
    void foldsWhatCameSinceIntoTheStateOfItsTag() {
        StateMemory<String> memory = memory(2);
        memory.follow(events, 0);
        memory.remember(A, new Remembered<>("A", 0));
        memory.remember(B, new Remembered<>("B", 0));
        events.came("1", A, OTHER_KIND);
        events.came("2", B);
        events.came("3", OTHER_KIND);
        events.came("4", A);

        memory.follow(events, 0);

        assertThat(memory.recall(A)).contains(new Remembered<>("A14", 4, 2));
        assertThat(memory.recall(B)).contains(new Remembered<>("B2", 4, 1));
        assertThat(events.asked).as("each is read once").isEqualTo(4);
    }

    @Test
    void doesNotFoldWhatCameBeforeItRemembersAnything() {
        StateMemory<String> memory = memory(2);
        events.came("1", A);
        memory.follow(events, 0);
        memory.remember(A, new Remembered<>("A1", 1));
        memory.follow(events, 0);
        assertThat(memory.recall(A)).contains(new Remembered<>("A1", 1));
    }

    @Test
    void forgetsTheLeastRecentlyUsed() {
        StateMemory<String> memory = memory(2);
        memory.follow(events, 0);
        memory.remember(A, new Remembered<>("A", 0));
        memory.remember(B, new Remembered<>("B", 0));
        assertThat(memory.recall(A)).isPresent();
        memory.remember(C, new Remembered<>("C", 0));
        assertThat(memory.recall(B)).isEmpty();
        assertThat(memory.recall(A)).contains(new Remembered<>("A", 0));
    }

    @Test
    void forgetsEverythingOfAnotherEpoch() {
        StateMemory<String> memory = memory(2);
        memory.follow(events, 0);
        memory.remember(A, new Remembered<>("A", 0));
        memory.follow(events, 1);
        assertThat(memory.recall(A)).isEmpty();
        memory.follow(events, 0);
        assertThat(memory.recall(A)).isEmpty();
    }

    @Test
    void forgetsInsteadOfReadingTooMuch() {
        StateMemory<String> memory = memory(2);
        memory.follow(events, 0);
        memory.remember(A, new Remembered<>("A", 0));
        for (int i = 0; i < StateMemory.MOST_BEHIND; i++) {
            events.came("", OTHER_KIND);
        }
        memory.follow(events, 0);
        assertThat(memory.recall(A)).isPresent();
        for (int i = 0; i <= StateMemory.MOST_BEHIND; i++) {
            events.came("", OTHER_KIND);
        }
        memory.follow(events, 0);
        assertThat(memory.recall(A)).isEmpty();
        assertThat(events.asked).isEqualTo(StateMemory.MOST_BEHIND);
    }

    @Test
    void goesOnWhereAnEventCouldNotBeRead() {
        StateMemory<String> memory = memory(2);
        memory.follow(events, 0);
        memory.remember(A, new Remembered<>("A", 0));
        events.came("1", A);
        events.came("2", A);
        events.unreadable = 1;
        assertThatThrownBy(() -> memory.follow(events, 0))
                .isInstanceOf(LogUnavailableException.class);
        events.unreadable = -1;
        memory.follow(events, 0);
        assertThat(memory.recall(A)).contains(new Remembered<>("A12", 2, 2));
    }

    @Test
    void remembersNothingWhereThereIsNoRoom() {
        StateMemory<String> memory = memory(0);
        memory.follow(events, 0);
        memory.remember(A, new Remembered<>("A", 0));
        assertThat(memory.recall(A)).isEmpty();
    }

    private static StateMemory<String> memory(int most) {
        return new StateMemory<>(most, (before, event, _, _) -> before + event.payload());
    }

    /** Events in memory that count how often one is read. */
    private static final class Events implements EventView {

        private final List<StoredEvent> all = new ArrayList<>();
        private int asked;
        private long unreadable = -1;

        void came(String what, EventTag... tags) {
            all.add(
                    new StoredEvent(
                            "id-" + all.size(),
                            "Happened",
                            "1",
                            Instant.EPOCH,
                            List.of(tags),
                            Map.of(),
                            what));
        }

        @Override
        public long nextSequence() {
            return all.size();
        }

        @Override
        public long[] sequencesOf(EventTag tag, long fromSequence) {
            throw new AssertionError("nobody asks the index");
        }

        @Override
        public StoredEvent event(long sequence) {
            if (sequence == unreadable) {
                throw new LogUnavailableException("not now");
            }
            asked++;
            return all.get(Math.toIntExact(sequence));
        }

        @Override
        public Optional<CountedEntry> entryOf(long sequence) {
            return Optional.empty();
        }
    }
}
