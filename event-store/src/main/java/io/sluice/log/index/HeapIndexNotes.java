package io.sluice.log.index;

import io.sluice.log.IndexNotes;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/** Notes that are gone with the process, like the index that they stand in. */
final class HeapIndexNotes implements IndexNotes {

    private final TreeMap<byte[], byte[]> notes = new TreeMap<>(Arrays::compareUnsigned);

    @Override
    public Optional<byte[]> get(String name) {
        return Optional.ofNullable(notes.get(IndexKeys.note(name))).map(byte[]::clone);
    }

    @Override
    public void put(String name, byte[] value) {
        notes.put(IndexKeys.note(name), value.clone());
    }

    @Override
    public void remove(String name) {
        notes.remove(IndexKeys.note(name));
    }

    @Override
    public void forEach(String prefix, BiConsumer<String, byte[]> each) {
        byte[] from = IndexKeys.note(prefix);
        for (Map.Entry<byte[], byte[]> note : notes.tailMap(from).entrySet()) {
            if (!IndexKeys.startsWith(note.getKey(), from)) {
                return;
            }
            each.accept(IndexKeys.noteName(note.getKey()), note.getValue().clone());
        }
    }
}
