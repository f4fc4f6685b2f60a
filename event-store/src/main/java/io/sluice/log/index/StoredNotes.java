package io.sluice.log.index;

import io.sluice.log.IndexNotes;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.rocksdb.RocksIterator;

/**
 * Notes on disk, and over them those that are not written yet. Belongs to the loop. Only the last
 * value of a name is written.
 */
final class StoredNotes implements IndexNotes {

    private final IndexDatabase database;

    /** By key; empty is removed. */
    private final NavigableMap<byte[], Optional<byte[]>> unwritten =
            new TreeMap<>(Arrays::compareUnsigned);

    /** As {@link #unwritten}, on its way to the disk and older. */
    private final NavigableMap<byte[], Optional<byte[]>> inWriting =
            new TreeMap<>(Arrays::compareUnsigned);

    private long unwrittenBytes;

    StoredNotes(IndexDatabase database) {
        this.database = database;
    }

    @Override
    public Optional<byte[]> get(String name) {
        byte[] key = IndexKeys.note(name);
        Optional<byte[]> fresh = unwritten.getOrDefault(key, inWriting.get(key));
        return fresh != null
                ? fresh.map(byte[]::clone)
                : Optional.ofNullable(database.get(IndexFamily.STATE, key));
    }

    @Override
    public void put(String name, byte[] value) {
        note(name, Optional.of(value.clone()));
    }

    @Override
    public void remove(String name) {
        note(name, Optional.empty());
    }

    private void note(String name, Optional<byte[]> value) {
        byte[] key = IndexKeys.note(name);
        unwritten.put(key, value);
        unwrittenBytes += key.length + value.map(bytes -> bytes.length).orElse(0);
    }

    /** What waits to be put into a batch takes that much in it, at most. */
    long unwrittenBytes() {
        return unwrittenBytes;
    }

    @Override
    public void forEach(String prefix, BiConsumer<String, byte[]> each) {
        byte[] from = IndexKeys.note(prefix);
        NavigableMap<byte[], Optional<byte[]>> found = new TreeMap<>(Arrays::compareUnsigned);
        putThose(inWriting, from, found);
        putThose(unwritten, from, found);
        List<Map.Entry<byte[], Optional<byte[]>>> fresh = List.copyOf(found.entrySet());
        database.iterate(
                IndexFamily.STATE,
                iterator -> {
                    iterator.seek(from);
                    merge(iterator, from, fresh, each);
                    return true;
                });
    }

    private static void putThose(
            NavigableMap<byte[], Optional<byte[]>> notes,
            byte[] prefix,
            NavigableMap<byte[], Optional<byte[]>> found) {
        for (Map.Entry<byte[], Optional<byte[]>> note : notes.tailMap(prefix).entrySet()) {
            if (!IndexKeys.startsWith(note.getKey(), prefix)) {
                return;
            }
            found.put(note.getKey(), note.getValue());
        }
    }

    /** Both are sorted; where both have a name, the fresh one holds. */
    private static void merge(
            RocksIterator stored,
            byte[] from,
            List<Map.Entry<byte[], Optional<byte[]>>> fresh,
            BiConsumer<String, byte[]> each) {
        int next = 0;
        while (true) {
            boolean hasStored = stored.isValid() && IndexKeys.startsWith(stored.key(), from);
            boolean hasFresh = next < fresh.size();
            if (!hasStored && !hasFresh) {
                return;
            }
            int order =
                    !hasStored
                            ? 1
                            : !hasFresh
                                    ? -1
                                    : Arrays.compareUnsigned(
                                            stored.key(), fresh.get(next).getKey());
            if (order < 0) {
                each.accept(IndexKeys.noteName(stored.key()), stored.value());
            } else {
                Map.Entry<byte[], Optional<byte[]>> note = fresh.get(next++);
                note.getValue()
                        .ifPresent(
                                value ->
                                        each.accept(
                                                IndexKeys.noteName(note.getKey()), value.clone()));
            }
            if (order <= 0) {
                stored.next();
            }
        }
    }

    /**
     * Puts into the batch what is not written yet; {@link #written} follows once it is, before the
     * next call.
     */
    void addTo(BatchBytes batch) {
        for (Map.Entry<byte[], Optional<byte[]>> note : unwritten.entrySet()) {
            if (note.getValue().isPresent()) {
                batch.put(IndexFamily.STATE, note.getKey(), note.getValue().get());
            } else {
                batch.delete(IndexFamily.STATE, note.getKey());
            }
        }
        inWriting.putAll(unwritten);
        unwritten.clear();
        unwrittenBytes = 0;
    }

    void written() {
        inWriting.clear();
    }
}
