package io.sluice.log.chain;

import io.sluice.log.EventTag;
import io.sluice.log.PayloadCodec;
import io.sluice.log.StoredEvent;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JsonEncoding;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes and reads the JSON of an entry's value (src/docs/chain-log.md, "The value"). Thread-safe.
 */
public final class EntryCodec {

    static final int VERSION = 1;

    private static final JsonFactory JSON =
            JsonFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
    private static final JsonFactory CHECKED_BEFORE = new JsonFactory();
    private static final int TYPICAL_BYTES = 1024;

    private final PayloadCodec payloads;

    public EntryCodec(PayloadCodec payloads) {
        this.payloads = payloads;
    }

    /** Times as entries carry them: UTC with exactly six decimals. */
    public static String formatTime(Instant time) {
        return UtcText.micros(time);
    }

    /** Drops what an entry's time cannot say. */
    public static Instant toEntryTime(Instant time) {
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    public byte[] encode(EntryValue value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(TYPICAL_BYTES);
        try (JsonGenerator json =
                JSON.createGenerator(ObjectWriteContext.empty(), bytes, JsonEncoding.UTF8)) {
            json.writeStartObject();
            json.writeNumberProperty("v", VERSION);
            json.writeStringProperty("time", formatTime(value.time()));
            json.writeStringProperty("writer", value.writer());
            value.barrier().ifPresent(barrier -> writeBarrier(json, barrier));
            json.writeArrayPropertyStart("events");
            value.events().forEach(event -> writeEvent(json, event));
            json.writeEndArray();
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    /**
     * Reads a value back.
     *
     * @throws io.sluice.log.UndecodableEntryException where the bytes are anything but what the
     *     specification allows
     */
    public EntryValue decode(byte[] value) {
        return EntryReader.read(JSON, payloads, value);
    }

    /**
     * Reads one event of a value back that was decoded whole before: the others are skipped, and
     * nothing of them is checked again.
     *
     * @param place of the event in the value, from 0
     * @throws io.sluice.log.UndecodableEntryException where there is none
     */
    public StoredEvent decodeEvent(byte[] value, int place) {
        return EntryReader.readEvent(CHECKED_BEFORE, payloads, value, place);
    }

    private static void writeBarrier(JsonGenerator json, EntryValue.Barrier barrier) {
        json.writeStringProperty("barrier", barrier.effect());
        json.writeStringProperty("nonce", barrier.nonce());
        json.writeName("detail");
        writeTexts(json, barrier.detail());
    }

    private void writeEvent(JsonGenerator json, StoredEvent event) {
        json.writeStartObject();
        json.writeStringProperty("id", event.id());
        json.writeStringProperty("type", event.type());
        json.writeStringProperty("version", event.version());
        json.writeStringProperty("time", UtcText.shortest(event.time()));
        json.writeArrayPropertyStart("tags");
        for (EventTag tag : event.tags()) {
            json.writeStartArray();
            json.writeString(tag.name());
            json.writeString(tag.value());
            json.writeEndArray();
        }
        json.writeEndArray();
        json.writeName("meta");
        writeTexts(json, event.meta());
        json.writeName("payload");
        json.writeRawValue(
                new String(
                        payloads.encode(event.type(), event.version(), event.payload()),
                        StandardCharsets.UTF_8));
        json.writeEndObject();
    }

    /** Sorted, so that the same value always gives the same bytes. */
    private static void writeTexts(JsonGenerator json, Map<String, String> texts) {
        json.writeStartObject();
        String[] names = texts.keySet().toArray(String[]::new);
        Arrays.sort(names);
        for (String name : names) {
            json.writeStringProperty(name, Objects.requireNonNull(texts.get(name)));
        }
        json.writeEndObject();
    }
}
