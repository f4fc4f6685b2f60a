package io.sluice.verify;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads the value of a counted record as chain-log.md specifies it, or says why it cannot. */
final class EntryReader {

    private static final Set<String> OF_BOTH = Set.of("v", "time", "writer", "events");
    private static final Set<String> OF_BARRIER =
            Set.of("v", "time", "writer", "events", "barrier", "nonce", "detail");
    private static final Set<String> OF_EVENT =
            Set.of("id", "type", "version", "time", "tags", "meta", "payload");
    private static final Pattern NONCE = Pattern.compile("[0-9a-f]{32}");

    private EntryReader() {}

    static Entry read(Chain.Kind kind, byte[] value) throws UnreadableException {
        Json json = JsonParser.parse(value);
        return switch (kind) {
            case COMMIT ->
                    entry(Members.of("the entry", json, OF_BOTH, Set.of()), Optional.empty());
            case BARRIER -> {
                Members members = Members.of("the entry", json, OF_BARRIER, Set.of());
                yield entry(members, Optional.of(barrier(members)));
            }
        };
    }

    private static Entry entry(Members members, Optional<Entry.Barrier> barrier)
            throws UnreadableException {
        if (!(members.get("v") instanceof Json.Num(String version)) || !version.equals("1")) {
            throw new UnreadableException("the entry's version is not 1");
        }
        Instant time = Texts.time(members.text("time"));
        Texts.id(members.text("writer"));
        List<Entry.Event> events = new ArrayList<>();
        for (Json event : members.list("events")) {
            events.add(event(Members.of("an event", event, OF_EVENT, Set.of())));
        }
        return new Entry(time, barrier, events);
    }

    private static Entry.Barrier barrier(Members members) throws UnreadableException {
        if (!NONCE.matcher(members.text("nonce")).matches()) {
            throw new UnreadableException("the nonce is not 32 hex digits");
        }
        return new Entry.Barrier(members.text("barrier"), members.texts("detail"));
    }

    private static Entry.Event event(Members members) throws UnreadableException {
        return new Entry.Event(
                Texts.id(members.text("id")),
                members.text("type"),
                members.text("version"),
                Texts.eventTime(members.text("time")),
                members.pairs("tags"),
                members.texts("meta"),
                members.get("payload"));
    }
}
