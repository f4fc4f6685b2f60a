package io.sluice.command;

import io.sluice.log.CountedEntry;
import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import io.sluice.log.IndexNotes;
import io.sluice.log.LogPosition;
import io.sluice.log.StoredEvent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** A partition's index that outlives its followers, with notes that do. */
public final class KeptIndex implements EventView {

    private final List<CountedEntry> entryOfEvent = new ArrayList<>();
    private final Map<EventTag, List<Long>> byTag = new HashMap<>();
    private Optional<CountedEntry> last = Optional.empty();
    private int entriesAskedFor;

    public void add(CountedEntry entry) {
        for (StoredEvent event : entry.events()) {
            long sequence = entryOfEvent.size();
            event.tags()
                    .forEach(
                            tag ->
                                    byTag.computeIfAbsent(tag, absent -> new ArrayList<>())
                                            .add(sequence));
            entryOfEvent.add(entry);
        }
        last = Optional.of(entry);
    }

    public Optional<LogPosition> last() {
        return last.map(CountedEntry::position);
    }

    /** How often an entry was looked up, which a disk would have to be read for. */
    public int entriesAskedFor() {
        return entriesAskedFor;
    }

    @Override
    public long nextSequence() {
        return entryOfEvent.size();
    }

    @Override
    public long[] sequencesOf(EventTag tag, long fromSequence) {
        return byTag.getOrDefault(tag, List.of()).stream()
                .mapToLong(Long::longValue)
                .filter(sequence -> sequence >= fromSequence)
                .toArray();
    }

    @Override
    public StoredEvent event(long sequence) {
        CountedEntry entry = entryOf(sequence).orElseThrow();
        return entry.events().get(Math.toIntExact(sequence - entry.firstSequence()));
    }

    @Override
    public Optional<CountedEntry> entryOf(long sequence) {
        entriesAskedFor++;
        return sequence < entryOfEvent.size()
                ? Optional.of(entryOfEvent.get(Math.toIntExact(sequence)))
                : Optional.empty();
    }

    /** Notes that can be copied, as a restart would find them. */
    public static final class Notes implements IndexNotes {

        private final TreeMap<String, byte[]> notes = new TreeMap<>();

        public Notes copy() {
            Notes copy = new Notes();
            notes.forEach(copy::put);
            return copy;
        }

        /** To be compared. */
        public Map<String, String> asTexts() {
            Map<String, String> texts = new TreeMap<>();
            notes.forEach((name, value) -> texts.put(name, HexFormat.of().formatHex(value)));
            return texts;
        }

        @Override
        public Optional<byte[]> get(String name) {
            return Optional.ofNullable(notes.get(name)).map(byte[]::clone);
        }

        @Override
        public void put(String name, byte[] value) {
            notes.put(name, Arrays.copyOf(value, value.length));
        }

        @Override
        public void remove(String name) {
            notes.remove(name);
        }

        @Override
        public void forEach(String prefix, BiConsumer<String, byte[]> each) {
            notes.tailMap(prefix).entrySet().stream()
                    .takeWhile(note -> note.getKey().startsWith(prefix))
                    .forEach(note -> each.accept(note.getKey(), note.getValue().clone()));
        }
    }
}
