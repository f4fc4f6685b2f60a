package io.sluice.command.fold;

import io.sluice.ledger.event.LedgerEvent;
import io.sluice.log.CountedEntry;
import io.sluice.log.EventView;
import io.sluice.log.LogPosition;
import io.sluice.log.StoredEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * An event that counts, with its place.
 *
 * @param position where its entry stands
 * @param time its entry's time
 */
public record Placed(StoredEvent stored, long sequence, LogPosition position, Instant time) {

    private static Placed in(CountedEntry entry, int at) {
        return new Placed(
                entry.events().get(at), entry.firstSequence() + at, entry.position(), entry.time());
    }

    /** All events of an entry, in order. */
    public static Stream<Placed> of(CountedEntry entry) {
        return IntStream.range(0, entry.events().size()).mapToObj(at -> in(entry, at));
    }

    /**
     * Confirmed events by their sequences. To be consumed in order; each entry is asked for once,
     * however many of its events are among them.
     *
     * @param ascending sequences that are all in the view
     */
    public static Stream<Placed> at(EventView events, long[] ascending) {
        return Arrays.stream(ascending).mapToObj(new EntryByEntry(events)::placed);
    }

    public LedgerEvent event() {
        return (LedgerEvent) stored.payload();
    }

    /** Remembers the entry that it looked up last. */
    private static final class EntryByEntry {

        private final EventView events;
        private Optional<CountedEntry> last = Optional.empty();

        EntryByEntry(EventView events) {
            this.events = events;
        }

        Placed placed(long sequence) {
            if (last.filter(entry -> holds(entry, sequence)).isEmpty()) {
                last = events.entryOf(sequence);
            }
            CountedEntry entry = last.orElseThrow(() -> missing(sequence));
            return in(entry, Math.toIntExact(sequence - entry.firstSequence()));
        }

        private static boolean holds(CountedEntry entry, long sequence) {
            return sequence >= entry.firstSequence()
                    && sequence < entry.firstSequence() + entry.events().size();
        }

        private static IllegalStateException missing(long sequence) {
            return new IllegalStateException(
                    "event " + sequence + " was noted, but the index does not have it");
        }
    }
}
