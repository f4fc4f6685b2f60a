package io.sluice.log.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.log.EventTag;
import io.sluice.log.StoredEvent;
import io.sluice.log.TextPayloads;
import io.sluice.log.UndecodableEntryException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntryCodecTest {

    private final EntryCodec codec = new EntryCodec(new TextPayloads());

    @Test
    void readsBackWhatItWrote() {
        EntryValue value =
                new EntryValue(
                        Instant.parse("2026-01-02T03:04:05.000001Z"),
                        "w",
                        Optional.of(
                                new EntryValue.Barrier(
                                        "pause-opened",
                                        "a".repeat(32),
                                        Map.of("b", "1", "a", "2"))),
                        List.of(
                                new StoredEvent(
                                        "id",
                                        "type",
                                        "1",
                                        Instant.parse("2026-01-02T03:04:05.123456789Z"),
                                        List.of(
                                                new EventTag("k", "v"),
                                                new EventTag("k", "ü=\\u0000")),
                                        Map.of("x", "y"),
                                        "payload with ünïcode and \\u00e9")));
        assertThat(codec.decode(codec.encode(value))).isEqualTo(value);
    }

    /** What is hashed must not depend on the order in which a map gives out its names. */
    @Test
    void writesNamesInTheOrderOfTheirCharacters() {
        Map<String, String> names = new HashMap<>();
        for (String name : List.of("z", "é", "a", "B", "aa", "\ud83d\ude00", "\uffee")) {
            names.put(name, "value of " + name);
        }
        EntryValue value =
                new EntryValue(
                        Instant.parse("2026-01-02T03:04:05.000001Z"),
                        "w",
                        Optional.of(new EntryValue.Barrier("pause-opened", "n", names)),
                        List.of());
        String written = new String(codec.encode(value), StandardCharsets.UTF_8);
        assertThat(List.of("B", "a", "aa", "z", "é", "\ud83d\ude00", "\uffee"))
                .extracting(name -> written.indexOf("value of " + name + '"'))
                .doesNotContain(-1)
                .isSorted();
    }

    @Test
    void readsOneEventBackAsItReadsAll() {
        EntryValue value =
                new EntryValue(
                        Instant.parse("2026-01-02T03:04:05.000001Z"),
                        "w",
                        Optional.empty(),
                        IntStream.range(0, 5).mapToObj(EntryCodecTest::event).toList());
        byte[] bytes = codec.encode(value);
        for (int place = 0; place < 5; place++) {
            assertThat(codec.decodeEvent(bytes, place)).isEqualTo(value.events().get(place));
        }
        assertThatThrownBy(() -> codec.decodeEvent(bytes, 5))
                .isInstanceOf(UndecodableEntryException.class);
        assertThatThrownBy(() -> codec.decodeEvent("{}".getBytes(StandardCharsets.UTF_8), 0))
                .isInstanceOf(UndecodableEntryException.class);
    }

    private static StoredEvent event(int number) {
        return new StoredEvent(
                "id" + number,
                "type",
                "1",
                Instant.parse("2026-01-02T03:04:05.1Z"),
                List.of(new EventTag("k", "[{\"" + number)),
                Map.of("events", "]}", "x", "y" + number),
                "payload with ünïcode " + "{".repeat(number));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{}",
                "{\"v\":1}",
                "{\"v\":2,\"time\":\"2026-01-02T03:04:05.000001Z\",\"writer\":\"w\",\"events\":[]}",
                "{\"v\":1,\"time\":\"2026-01-02T03:04:05Z\",\"writer\":\"w\",\"events\":[]}",
                "{\"v\":1,\"time\":\"2026-01-02T03:04:05.000001Z\",\"writer\":\"w\",\"events\":[],\"extra\":1}",
                "{\"v\":1,\"v\":1,\"time\":\"2026-01-02T03:04:05.000001Z\",\"writer\":\"w\",\"events\":[]}",
                "{\"v\":1,\"time\":\"2026-01-02T03:04:05.000001Z\",\"writer\":\"w\",\"events\":[]} {}",
                "{\"v\":1,\"time\":\"2026-01-02T03:04:05.000001Z\",\"writer\":null,\"events\":[]}",
                "{\"v\":1,\"time\":\"2026-01-02T03:04:05.000001Z\",\"writer\":\"w\",\"events\":[{}]}",
                "{\"v\":1,\"time\":\"2026-01-02T03:04:05.000001Z\",\"writer\":\"w\",\"barrier\":\"resolved\",\"events\":[]}"
            })
    void refusesEverythingElse(String json) {
        assertThatThrownBy(() -> codec.decode(json.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(UndecodableEntryException.class);
    }
}
