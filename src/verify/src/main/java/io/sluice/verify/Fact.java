package io.sluice.verify;

import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * One event with effect, its payload checked against the table of {@link EventType}, at its place
 * in the chain.
 *
 * @param position of its entry, as clients are told it
 * @param times of the decision and of its entry
 */
record Fact(EventType type, Entry.Event event, Place entry, String position, Times times) {

    /**
     * @param decided the later of the event's own time and the entry time of the event before its
     *     entry
     */
    record Times(Instant decided, Instant entry) {}

    static Fact of(Entry.Event event, Place entry, String position, Instant before, Instant time)
            throws UnreadableException {
        EventType type =
                EventType.of(event.type())
                        .orElseThrow(
                                () -> new UnreadableException("no such event: " + event.type()));
        if (!type.hasVersion(event.version())) {
            throw new UnreadableException(
                    "no such version of " + event.type() + ": " + event.version());
        }
        Map<String, FieldKind> required = type.required(event.version());
        Map<String, FieldKind> optional = type.optional(event.version());
        Members members =
                Members.of(event.type(), event.payload(), required.keySet(), optional.keySet());
        check(members, required);
        check(members, optional);
        Instant decided = event.time().isAfter(before) ? event.time() : before;
        return new Fact(type, event, entry, position, new Times(decided, time));
    }

    private static void check(Members members, Map<String, FieldKind> fields)
            throws UnreadableException {
        for (Map.Entry<String, FieldKind> field : fields.entrySet()) {
            Json value = members.find(field.getKey());
            if (value != null) {
                field.getValue().check(field.getKey(), value);
            }
        }
    }

    /** The entry's place, with the account where the event is about one. */
    Place place() {
        return type.family() == EventType.Family.CIRCUIT ? entry : entry.account(text("accountId"));
    }

    String text(String name) {
        if (member(name) instanceof Json.Text(String value)) {
            return value;
        }
        throw new IllegalStateException(name + " was checked to be a text");
    }

    BigInteger amount(String name) {
        return new BigInteger(text(name));
    }

    UUID id(String name) {
        return UUID.fromString(text(name));
    }

    /** A time that was checked, where the event has it. */
    Optional<Instant> time(String name) {
        return find(name)
                .map(
                        value -> {
                            if (value instanceof Json.Text(String text)) {
                                return Instant.parse(text);
                            }
                            throw new IllegalStateException(name + " was checked to be a time");
                        });
    }

    /** Who asked for a withdrawal that awaits approval. */
    Optional<String> awaitsApprovalOf() {
        return find("approval")
                .map(
                        need -> {
                            if (need instanceof Json.Obj(Map<String, Json> members)
                                    && members.get("requestedBy") instanceof Json.Text(var who)) {
                                return who;
                            }
                            throw new IllegalStateException("the approval was checked");
                        });
    }

    /** The parts of the destination's name. */
    List<String> destination() {
        if (member("destination") instanceof Json.Obj(Map<String, Json> members)) {
            return Stream.of("address", "memo")
                    .map(members::get)
                    .filter(Json.Text.class::isInstance)
                    .map(text -> ((Json.Text) text).value())
                    .toList();
        }
        throw new IllegalStateException("the destination was checked");
    }

    private Optional<Json> find(String name) {
        return event.payload() instanceof Json.Obj(Map<String, Json> members)
                ? Optional.ofNullable(members.get(name))
                : Optional.empty();
    }

    Scope scope() {
        try {
            return Scope.of(member("scope"));
        } catch (UnreadableException impossible) {
            throw new IllegalStateException("the scope was checked", impossible);
        }
    }

    /** As others are told it. */
    LoggedEvent logged(int partition, long offset) {
        Map<String, String> texts = new HashMap<>();
        collect("", event.payload(), texts);
        return new LoggedEvent(partition, offset, position, type.wireName(), texts);
    }

    private static void collect(String prefix, Json value, Map<String, String> texts) {
        if (value instanceof Json.Obj(Map<String, Json> members)) {
            members.forEach(
                    (name, member) -> {
                        if (member instanceof Json.Text(String text)) {
                            texts.put(prefix + name, text);
                        } else if (prefix.isEmpty()) {
                            collect(name + ".", member, texts);
                        }
                    });
        }
    }

    List<String> texts(String name) {
        if (member(name) instanceof Json.Arr(List<Json> elements)) {
            return elements.stream()
                    .filter(Json.Text.class::isInstance)
                    .map(text -> ((Json.Text) text).value())
                    .toList();
        }
        throw new IllegalStateException(name + " was checked to be a list");
    }

    int number(String name) {
        if (member(name) instanceof Json.Num(String spelling)) {
            return Integer.parseInt(spelling);
        }
        throw new IllegalStateException(name + " was checked to be a number");
    }

    private Json member(String name) {
        if (event.payload() instanceof Json.Obj(Map<String, Json> members)) {
            Json value = members.get(name);
            if (value != null) {
                return value;
            }
        }
        throw new IllegalStateException(type.wireName() + " was checked to have " + name);
    }
}
