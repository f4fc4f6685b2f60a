package io.sluice.log;

import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Small facts that a fold keeps in a partition's index, so that a restart need not replay the log
 * for them. What is noted while an entry is handed over becomes durable together with it, or not at
 * all; notes are as disposable as the index, because replay makes them again. Loop thread only.
 */
public interface IndexNotes {

    Optional<byte[]> get(String name);

    /** Replaces what stands under that name. */
    void put(String name, byte[] value);

    void remove(String name);

    /** Calls with every name that begins so, and its value, in the byte order of the names. */
    void forEach(String prefix, BiConsumer<String, byte[]> each);
}
