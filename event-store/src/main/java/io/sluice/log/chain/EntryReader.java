package io.sluice.log.chain;

import io.sluice.log.EventTag;
import io.sluice.log.PayloadCodec;
import io.sluice.log.StoredEvent;
import io.sluice.log.UndecodableEntryException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads one entry's value, or one event of it, once. Refuses whatever the specification does not
 * name.
 */
final class EntryReader {

    private static final Pattern ENTRY_TIME =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{6}Z");
    private static final Pattern NONCE = Pattern.compile("[0-9a-f]{32}");

    private final JsonParser json;
    private final PayloadCodec payloads;
    private final byte[] bytes;

    private @Nullable String time;
    private @Nullable String writer;
    private @Nullable String barrier;
    private @Nullable String nonce;
    private @Nullable Map<String, String> detail;
    private @Nullable List<StoredEvent> events;
    private boolean versionSeen;

    private EntryReader(JsonParser json, PayloadCodec payloads, byte[] bytes) {
        this.json = json;
        this.payloads = payloads;
        this.bytes = bytes;
    }

    static EntryValue read(JsonFactory factory, PayloadCodec payloads, byte[] bytes) {
        return read(factory, payloads, bytes, EntryReader::readValue);
    }

    /** Reads what stands before the event and it; what follows is not looked at. */
    static StoredEvent readEvent(
            JsonFactory factory, PayloadCodec payloads, byte[] bytes, int place) {
        return read(factory, payloads, bytes, reader -> reader.readEventAt(place));
    }

    private static <T> T read(
            JsonFactory factory,
            PayloadCodec payloads,
            byte[] bytes,
            Function<EntryReader, T> read) {
        try (JsonParser json = factory.createParser(ObjectReadContext.empty(), bytes)) {
            return read.apply(new EntryReader(json, payloads, bytes));
        } catch (JacksonException notJson) {
            throw new UndecodableEntryException(
                    "the entry's value is not JSON: " + notJson.getOriginalMessage(), notJson);
        }
    }

    private EntryValue readValue() {
        expect(json.nextToken(), JsonToken.START_OBJECT, "the value");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String member = json.currentName();
            json.nextToken();
            readMember(member);
        }
        if (json.nextToken() != null) {
            throw new UndecodableEntryException("something follows the entry's value");
        }
        if (!versionSeen) {
            throw missing("v");
        }
        Instant entryTime = instant(present(time, "time"));
        if (!ENTRY_TIME.matcher(present(time, "time")).matches()) {
            throw new UndecodableEntryException(
                    "an entry's time has exactly six decimals, not " + time);
        }
        return new EntryValue(
                entryTime, present(writer, "writer"), barrierParts(), present(events, "events"));
    }

    private void readMember(String member) {
        switch (member) {
            case "v" -> {
                expect(json.currentToken(), JsonToken.VALUE_NUMBER_INT, member);
                if (json.getIntValue() != EntryCodec.VERSION) {
                    throw new UndecodableEntryException(
                            "unknown version of an entry's value: " + json.getIntValue());
                }
                versionSeen = true;
            }
            case "time" -> time = text(member);
            case "writer" -> writer = text(member);
            case "barrier" -> barrier = text(member);
            case "nonce" -> nonce = text(member);
            case "detail" -> detail = texts(member);
            case "events" -> events = readEvents();
            default -> throw unknown(member);
        }
    }

    private Optional<EntryValue.Barrier> barrierParts() {
        if (barrier == null && nonce == null && detail == null) {
            return Optional.empty();
        }
        if (!NONCE.matcher(present(nonce, "nonce")).matches()) {
            throw new UndecodableEntryException("a nonce has 32 hex digits, not " + nonce);
        }
        return Optional.of(
                new EntryValue.Barrier(
                        present(barrier, "barrier"),
                        present(nonce, "nonce"),
                        present(detail, "detail")));
    }

    private List<StoredEvent> readEvents() {
        expect(json.currentToken(), JsonToken.START_ARRAY, "events");
        List<StoredEvent> read = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            read.add(readEvent());
        }
        return read;
    }

    private StoredEvent readEventAt(int place) {
        expect(json.nextToken(), JsonToken.START_OBJECT, "the value");
        while (json.nextToken() != JsonToken.END_OBJECT) {
            boolean found = json.currentName().equals("events");
            json.nextToken();
            if (found) {
                for (int before = 0; before <= place; before++) {
                    expect(json.nextToken(), JsonToken.START_OBJECT, "an event");
                    if (before < place) {
                        json.skipChildren();
                    }
                }
                return readEvent();
            }
            json.skipChildren();
        }
        throw missing("events");
    }

    private StoredEvent readEvent() {
        expect(json.currentToken(), JsonToken.START_OBJECT, "an event");
        String id = null;
        String type = null;
        String version = null;
        String eventTime = null;
        List<EventTag> tags = null;
        Map<String, String> meta = null;
        byte[] payload = null;
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String member = json.currentName();
            json.nextToken();
            switch (member) {
                case "id" -> id = text(member);
                case "type" -> type = text(member);
                case "version" -> version = text(member);
                case "time" -> eventTime = text(member);
                case "tags" -> tags = readTags();
                case "meta" -> meta = texts(member);
                case "payload" -> payload = rawValue();
                default -> throw unknown("events." + member);
            }
        }
        String knownType = present(type, "type");
        String knownVersion = present(version, "version");
        return new StoredEvent(
                present(id, "id"),
                knownType,
                knownVersion,
                instant(present(eventTime, "time")),
                present(tags, "tags"),
                present(meta, "meta"),
                payloads.decode(knownType, knownVersion, present(payload, "payload")));
    }

    private List<EventTag> readTags() {
        expect(json.currentToken(), JsonToken.START_ARRAY, "tags");
        List<EventTag> tags = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            expect(json.currentToken(), JsonToken.START_ARRAY, "a tag");
            json.nextToken();
            String name = text("a tag's name");
            json.nextToken();
            String value = text("a tag's value");
            expect(json.nextToken(), JsonToken.END_ARRAY, "a tag");
            tags.add(new EventTag(name, value));
        }
        return tags;
    }

    /** The bytes of the value at which the parser stands, whatever it is. */
    private byte[] rawValue() {
        int from = (int) json.currentTokenLocation().getByteOffset();
        json.skipChildren();
        json.finishToken();
        int to = (int) json.currentLocation().getByteOffset();
        return Arrays.copyOfRange(bytes, from, to);
    }

    private Map<String, String> texts(String what) {
        expect(json.currentToken(), JsonToken.START_OBJECT, what);
        Map<String, String> texts = new LinkedHashMap<>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String name = json.currentName();
            json.nextToken();
            texts.put(name, text(what + "." + name));
        }
        return texts;
    }

    private String text(String what) {
        expect(json.currentToken(), JsonToken.VALUE_STRING, what);
        return json.getString();
    }

    private static Instant instant(String text) {
        try {
            return Times.parse(text);
        } catch (DateTimeException notATime) {
            throw new UndecodableEntryException("not a time: " + text, notATime);
        }
    }

    private static void expect(@Nullable JsonToken found, JsonToken wanted, String what) {
        if (found != wanted) {
            throw new UndecodableEntryException(
                    what + " is " + found + " where " + wanted + " belongs");
        }
    }

    private static <T> T present(@Nullable T value, String member) {
        if (value == null) {
            throw missing(member);
        }
        return value;
    }

    private static UndecodableEntryException missing(String member) {
        return new UndecodableEntryException("the entry's value has no member " + member);
    }

    private static UndecodableEntryException unknown(String member) {
        return new UndecodableEntryException(
                "the entry's value has a member that is not known: " + member);
    }
}
