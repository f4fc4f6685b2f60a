package io.sluice.log.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.log.GuardPoint;
import io.sluice.log.Head;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileGuardStoreTest {

    private static final Head HEAD = Head.parse("0123456789abcdef".repeat(4));
    private static final GuardPoint POINT = new GuardPoint("x_Y-3bJ0T9mW1q2e4r5t6u", 3, 42, HEAD);
    private static final String LINE =
            "sluice-guard/1 x_Y-3bJ0T9mW1q2e4r5t6u 3 42 " + "0123456789abcdef".repeat(4) + "\n";

    @TempDir Path folder;
    private Path guards;
    private FileGuardStore store;

    @BeforeEach
    void makeStore() {
        guards = folder.resolve("data/guard");
        store = new FileGuardStore(guards);
    }

    @Test
    void nothingIsGuardedBeforeTheFirstWrite() {
        assertThat(store.read(3)).isEmpty();
    }

    @Test
    void readsBackWhatWasWritten() {
        store.write(POINT);

        assertThat(new FileGuardStore(guards).read(3)).contains(POINT);
        assertThat(store.read(4)).isEmpty();
    }

    @Test
    void theFileIsTheOneLineOfTheSpecification() throws IOException {
        store.write(POINT);

        assertThat(guards.resolve("3.guard")).hasContent(LINE.strip());
        assertThat(Files.readString(guards.resolve("3.guard"))).isEqualTo(LINE);
    }

    @Test
    void theLaterPlaceReplacesTheEarlierAndLeavesNothingBeside() throws IOException {
        store.write(POINT);
        store.write(new GuardPoint(POINT.topicId(), 3, 43, HEAD));

        assertThat(store.read(3)).map(GuardPoint::offset).contains(43L);
        try (Stream<Path> files = Files.list(guards)) {
            assertThat(files).containsExactly(guards.resolve("3.guard"));
        }
    }

    @Test
    void aTornOrDamagedFileIsAnErrorAndNotAnAbsentGuard() throws IOException {
        for (byte[] content : damaged()) {
            Files.write(guards.resolve("3.guard"), content);

            assertThatThrownBy(() -> store.read(3))
                    .as(HexFormat.of().formatHex(content))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("3.guard")
                    .hasMessageContaining("not \"no guard\"");
        }
    }

    private static List<byte[]> damaged() {
        byte[] whole = LINE.getBytes(StandardCharsets.US_ASCII);
        byte[] torn = Arrays.copyOf(whole, whole.length / 2);
        byte[] unended = Arrays.copyOf(whole, whole.length - 1);
        byte[] flipped = whole.clone();
        flipped[whole.length - 2] ^= (byte) 0x80;
        return List.of(new byte[0], torn, unended, flipped, new byte[whole.length], new byte[5000]);
    }

    @Test
    void aGuardOfAnotherPartitionIsRefused() throws IOException {
        store.write(POINT);
        Files.copy(guards.resolve("3.guard"), guards.resolve("5.guard"));

        assertThatThrownBy(() -> store.read(5))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("guards partition 3");
    }

    @Test
    void aCrashBetweenWritingAndRenamingLeavesTheOldPlace() throws IOException {
        store.write(POINT);
        Files.writeString(guards.resolve("3.guard.new"), "sluice-guard/1 x_Y");

        assertThat(store.read(3)).contains(POINT);
        store.write(new GuardPoint(POINT.topicId(), 3, 44, HEAD));
        assertThat(store.read(3)).map(GuardPoint::offset).contains(44L);
    }

    @Test
    void whatCouldNotBeReadAgainIsNotWritten() {
        store.write(POINT);

        assertThatThrownBy(() -> store.write(new GuardPoint("two words", 3, 1, HEAD)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(store.read(3)).contains(POINT);
    }
}
