package io.sluice.bench.big;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoldersTest {

    @TempDir Path folder;

    @Test
    void addsUpWhatIsInAllFoldersBelow() throws IOException {
        Files.write(folder.resolve("a"), new byte[3]);
        Files.write(Files.createDirectory(folder.resolve("below")).resolve("b"), new byte[4]);
        assertThat(Folders.bytes(folder)).isEqualTo(7);
        assertThat(Folders.bytes(folder.resolve("none"))).isZero();
    }

    /** As the index of a node that runs. */
    @Test
    void passesByFilesThatGoWhileItLooks() throws Exception {
        Files.write(folder.resolve("stays"), new byte[5]);
        AtomicBoolean done = new AtomicBoolean();
        Thread other = Thread.ofPlatform().start(() -> comeAndGo(done));
        try {
            for (int i = 0; i < 500; i++) {
                assertThat(Folders.bytes(folder)).isEqualTo(5);
            }
        } finally {
            done.set(true);
            assertThat(other.join(Duration.ofSeconds(30))).isTrue();
        }
    }

    private void comeAndGo(AtomicBoolean done) {
        try {
            while (!done.get()) {
                for (int i = 0; i < 20; i++) {
                    Files.createFile(folder.resolve("goes" + i));
                }
                for (int i = 0; i < 20; i++) {
                    Files.delete(folder.resolve("goes" + i));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
