package io.sluice.log.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.log.TextPayloads;
import io.sluice.log.chain.EntryCodec;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenIndexTest {

    @TempDir Path folder;

    @Test
    void aBatchIsFullAtAWriteBufferOfItsMemoryNotesIncluded() {
        DiskIndexes.loadLibrary(folder);
        try (IndexMemory memory = new IndexMemory(IndexMemory.LEAST_BYTES)) {
            long most = memory.mostBatchBytes();
            assertThat(most).isEqualTo(IndexMemory.LEAST_BYTES / 8);
            try (OpenIndex index =
                    new OpenIndex(
                            IndexDatabase.open(folder.resolve("database"), true, memory),
                            0,
                            new EntryCodec(new TextPayloads()),
                            most)) {
                index.notes().put("a", new byte[Math.toIntExact(most / 2)]);
                assertThat(index.folded(0)).isFalse();
                index.notes().put("b", new byte[Math.toIntExact(most / 2)]);
                assertThat(index.folded(1)).isTrue();
            }
        }
    }
}
