package io.sluice.log.index;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredNotesTest {

    @TempDir Path folder;

    private void onANewDatabase(Consumer<IndexDatabase> use) {
        DiskIndexes.loadLibrary(folder);
        try (IndexMemory memory = new IndexMemory(IndexMemory.LEAST_BYTES);
                IndexDatabase database =
                        IndexDatabase.open(folder.resolve("database"), true, memory)) {
            use.accept(database);
        }
    }

    @Test
    void whatWaitsIsCountedUntilItIsOnItsWay() {
        onANewDatabase(
                database -> {
                    StoredNotes notes = new StoredNotes(database);
                    assertThat(notes.unwrittenBytes()).isZero();
                    notes.put("a", new byte[100]);
                    notes.remove("b");
                    assertThat(notes.unwrittenBytes()).isBetween(102L, 110L);

                    notes.addTo(new BatchBytes());
                    assertThat(notes.unwrittenBytes()).isZero();
                    assertThat(notes.get("a")).contains(new byte[100]);
                });
    }

    @Test
    void aNoteOfNothingIsThereAllTheSame() {
        onANewDatabase(
                database -> {
                    StoredNotes notes = new StoredNotes(database);
                    notes.put("open/a", new byte[0]);
                    notes.put("open/b", new byte[0]);
                    notes.remove("open/b");
                    BatchBytes batch = new BatchBytes();
                    notes.addTo(batch);
                    database.write(BatchBytes.join(List.of(batch)));
                    notes.written();

                    Map<String, Integer> found = new HashMap<>();
                    notes.forEach("open/", (name, value) -> found.put(name, value.length));
                    assertThat(found).containsExactly(Map.entry("open/a", 0));
                });
    }
}
