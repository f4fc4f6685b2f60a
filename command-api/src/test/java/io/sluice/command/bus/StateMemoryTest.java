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
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
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
        memory.remember(A, new Remembered<>("A", 0), -1);
        memory.remember(B, new Remembered<>("B", 0), -1);
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
        memory.remember(A, new Remembered<>("A1", 1), -1);
        memory.follow(events, 0);
        assertThat(memory.recall(A)).contains(new Remembered<>("A1", 1));
    }

    @Test
    void forgetsTheLeastRecentlyUsed() {
        StateMemory<String> memory = memory(2);
        memory.follow(events, 0);
        memory.remember(A, new Remembered<>("A", 0), -1);
        memory.remember(B, new Remembered<>("B", 0), -1);
        assertThat(memory.recall(A)).isPresent();
        memory.remember(C, new Remembered<>("C", 0), -1);
        assertThat(memory.recall(B)).isEmpty();
        assertThat(memory.recall(A)).contains(new Remembered<>("A", 0));
    }

    @Test
    void goesBackToWhatIsConfirmedInAnotherEpoch() {
        StateMemory<String> memory = memory(2);
        events.came("1", A);
        memory.follow(events, 0);
        memory.remember(A, new Remembered<>("A1", 1), 0);
        events.inFlight("2", A);
        memory.follow(events, 0);
        assertThat(memory.recall(A).orElseThrow().state()).isEqualTo("A12");
        events.overtaken("x", B);
        events.came("3", A);
        memory.follow(events, 1);
        assertThat(memory.recall(A).orElseThrow().state()).isEqualTo("A13");
    }

    @Test
    void forgetsInAnotherEpochWhatItReadWithSpeculationInIt() {
        StateMemory<String> memory = memory(2);
        events.inFlight("1", A);
        memory.follow(events, 0);
        memory.remember(A, new Remembered<>("A1", 1), 0);
        events.overtaken("x", B);
        memory.follow(events, 1);
        assertThat(memory.recall(A)).isEmpty();
    }

    /**
     * Whatever is sent, confirmed, overtaken and unreadable, in any order: it says what the events
     * say.
     */
    @RepeatedTest(200)
    void saysWhatTheEventsSay(RepetitionInfo repetition) {
        SplittableRandom random = new SplittableRandom(repetition.getCurrentRepetition());
        StateMemory<String> memory = memory(2);
        List<EventTag> tags = List.of(A, B, C);
        int epoch = 0;
        for (int step = 0; step < 300; step++) {
            EventTag tag = tags.get(random.nextInt(tags.size()));
            switch (random.nextInt(14)) {
                case 0, 1, 2, 3 -> events.inFlight("s" + step, tag);
                case 4, 5 -> events.confirm(random.nextInt(3));
                case 6 -> {
                    events.doubt();
                    epoch++;
                }
                case 7 -> {
                    events.overtaken("f" + step, tag);
                    epoch++;
                }
                case 8, 9 -> {
                    events.unreadable = events.nextSequence() - 1 - random.nextInt(3);
                    try {
                        memory.follow(events, epoch);
                    } catch (LogUnavailableException asIntended) {
                        assertThat(asIntended).hasMessage("not now");
                    }
                    events.unreadable = -1;
                }
                default -> {
                    memory.follow(events, epoch);
                    String expected = events.all(tag);
                    long last = events.last(tag);
                    memory.recall(tag)
                            .ifPresentOrElse(
                                    state -> assertThat(state.state()).isEqualTo(expected),
                                    () ->
                                            memory.remember(
                                                    tag,
                                                    new Remembered<>(
                                                            expected, events.nextSequence()),
                                                    last));
                }
            }
        }
    }

    @Test
    void forgetsInsteadOfReadingTooMuch() {
        StateMemory<String> memory = memory(2);
        memory.follow(events, 0);
        memory.remember(A, new Remembered<>("A", 0), -1);
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
        memory.remember(A, new Remembered<>("A", 0), -1);
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
        memory.remember(A, new Remembered<>("A", 0), -1);
        assertThat(memory.recall(A)).isEmpty();
    }

    private static StateMemory<String> memory(int most) {
        return new StateMemory<>(most, (before, event, _, _) -> before + event.payload());
    }

    /** Events in memory, some of them in flight, that count how often one is read. */
    private static final class Events implements EventView {

        private final List<StoredEvent> all = new ArrayList<>();
        private int flying;
        private int asked;
        private long unreadable = -1;

        private StoredEvent event(String what, EventTag... tags) {
            return new StoredEvent(
                    "id", "Happened", "1", Instant.EPOCH, List.of(tags), Map.of(), what);
        }

        /** Confirmed at once. */
        void came(String what, EventTag... tags) {
            assertThat(flying).isZero();
            all.add(event(what, tags));
        }

        void inFlight(String what, EventTag... tags) {
            all.add(event(what, tags));
            flying++;
        }

        void confirm(int count) {
            flying -= Math.min(count, flying);
        }

        /** Something foreign has counted: what flies is void, and can still be seen. */
        void doubt() {}

        /** What flies is forgotten, and something foreign stands in its place. */
        void overtaken(String what, EventTag... tags) {
            while (flying > 0) {
                all.removeLast();
                flying--;
            }
            all.add(event(what, tags));
        }

        String all(EventTag tag) {
            return all.stream()
                    .filter(event -> event.tags().contains(tag))
                    .map(event -> (String) event.payload())
                    .collect(Collectors.joining());
        }

        long last(EventTag tag) {
            for (int i = all.size() - 1; i >= 0; i--) {
                if (all.get(i).tags().contains(tag)) {
                    return i;
                }
            }
            return -1;
        }

        @Override
        public long confirmedTo() {
            return (long) all.size() - flying;
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
