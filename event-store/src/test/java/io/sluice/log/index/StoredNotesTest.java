package io.sluice.log.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredNotesTest {

    @TempDir Path folder;

    @Test
    void whatWaitsIsCountedUntilItIsOnItsWay() {
        DiskIndexes.loadLibrary(folder);
        try (IndexMemory memory = new IndexMemory(IndexMemory.LEAST_BYTES);
                IndexDatabase database =
                        IndexDatabase.open(folder.resolve("database"), true, memory)) {
            StoredNotes notes = new StoredNotes(database);
            assertThat(notes.unwrittenBytes()).isZero();
            notes.put("a", new byte[100]);
            notes.remove("b");
            assertThat(notes.unwrittenBytes()).isBetween(102L, 110L);

            BatchBytes batch = new BatchBytes();
            notes.addTo(batch);
            assertThat(notes.unwrittenBytes()).isZero();
            assertThat(notes.get("a")).contains(new byte[100]);
        }
    }
}
