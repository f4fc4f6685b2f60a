package io.sluice.log.writer;

import io.sluice.log.IndexNotes;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Notes that are gone with the process, like the index that they stand in. */
final class HeapIndexNotes implements IndexNotes {

    private final TreeMap<String, byte[]> notes = new TreeMap<>();

    @Override
    public Optional<byte[]> get(String name) {
        return Optional.ofNullable(notes.get(name)).map(byte[]::clone);
    }

    @Override
    public void put(String name, byte[] value) {
        notes.put(name, value.clone());
    }

    @Override
    public void remove(String name) {
        notes.remove(name);
    }

    @Override
    public void forEach(String prefix, BiConsumer<String, byte[]> each) {
        for (Map.Entry<String, byte[]> note : notes.tailMap(prefix).entrySet()) {
            if (!note.getKey().startsWith(prefix)) {
                return;
            }
            each.accept(note.getKey(), note.getValue().clone());
        }
    }
}
