package io.sluice.verify;

import java.math.BigInteger;
import java.util.Map;
import java.util.UUID;

/**
 * One event with effect, its payload checked against the table of {@link EventType}, at its place
 * in the chain.
 *
 * @param position of its entry, as clients are told it
 */
record Fact(EventType type, Entry.Event event, Place entry, String position) {

    static Fact of(Entry.Event event, Place entry, String position) throws UnreadableException {
        EventType type =
                EventType.of(event.type())
                        .orElseThrow(
                                () -> new UnreadableException("no such event: " + event.type()));
        if (!type.hasVersion(event.version())) {
            throw new UnreadableException(
                    "no such version of " + event.type() + ": " + event.version());
        }
        Map<String, FieldKind> required = type.required(event.version());
        Members members =
                Members.of(
                        event.type(), event.payload(), required.keySet(), type.optional().keySet());
        check(members, required);
        check(members, type.optional());
        return new Fact(type, event, entry, position);
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

    Scope scope() {
        try {
            return Scope.of(member("scope"));
        } catch (UnreadableException impossible) {
            throw new IllegalStateException("the scope was checked", impossible);
        }
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
