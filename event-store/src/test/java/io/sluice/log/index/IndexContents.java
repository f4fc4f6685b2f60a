package io.sluice.log.index;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** All keys and values of an index on disk that nobody has open, as hex digits. */
public final class IndexContents {

    private IndexContents() {}

    public static Map<String, String> of(DiskIndexSettings settings, String topicId) {
        DiskIndexes.loadLibrary(settings.folder());
        Path folder = new IndexFolder(settings.folder(), topicId, 0).database();
        try (IndexMemory memory = new IndexMemory(settings.memoryBytes());
                IndexDatabase database = IndexDatabase.open(folder, false, memory)) {
            Map<String, String> contents = new TreeMap<>();
            for (IndexFamily family : IndexFamily.values()) {
                database.iterate(
                        family,
                        iterator -> {
                            for (iterator.seekToFirst(); iterator.isValid(); iterator.next()) {
                                contents.put(
                                        family + " " + HexFormat.of().formatHex(iterator.key()),
                                        HexFormat.of().formatHex(iterator.value()));
                            }
                            return true;
                        });
            }
            return contents;
        }
    }
}
