package io.sluice.log.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.log.CountedEntry;
import io.sluice.log.SeededLog;
import io.sluice.log.TextPayloads;
import io.sluice.log.chain.EntryCodec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
                            memory)) {
                index.notes().put("a", new byte[Math.toIntExact(most / 2)]);
                assertThat(index.folded(0)).isFalse();
                index.notes().put("b", new byte[Math.toIntExact(most / 2)]);
                assertThat(index.folded(1)).isTrue();
            }
        }
    }

    @Test
    void aSmallBatchWaitsUntilItIsWorthAWriting() {
        DiskIndexes.loadLibrary(folder);
        CountedEntry last = DiskIndexFixture.heapOf(SeededLog.of(1, 10)).last().orElseThrow();
        try (IndexMemory memory = new IndexMemory(IndexMemory.LEAST_BYTES)) {
            int most = Math.toIntExact(memory.mostBatchBytes());
            IndexDatabase database = IndexDatabase.open(folder.resolve("database"), true, memory);
            try (OpenIndex index =
                    new OpenIndex(database, 0, new EntryCodec(new TextPayloads()), memory)) {
                index.notes().put("a", new byte[most / 100]);
                index.folded(0);
                assertThat(index.write("topic", List.of(), last)).isFalse();
                index.notes().put("b", new byte[most / 25]);
                index.folded(1);
                assertThat(index.write("topic", List.of(), last)).isTrue();
                await().atMost(Duration.ofSeconds(10))
                        .until(
                                () ->
                                        database.get(IndexFamily.STATE, IndexKeys.checkpoint())
                                                != null);
                assertThat(database.get(IndexFamily.STATE, IndexKeys.note("a"))).isNotNull();
            }
        }
    }
}
