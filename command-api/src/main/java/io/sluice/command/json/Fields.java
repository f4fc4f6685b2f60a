package io.sluice.command.json;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The members of a request's JSON object, taken out one by one with their types; what is left at
 * {@link #end()} is unknown and refused. Nothing is coerced: a number is not a text, null is not
 * absence. Every refusal is {@code malformed-request} and names the field.
 */
public final class Fields {

    private final String path;
    private final Map<String, JsonValue> left;

    private Fields(String path, Map<String, JsonValue> members) {
        this.path = path;
        this.left = new HashMap<>(members);
    }

    /** Reads a whole request body. */
    public static Fields parse(byte[] utf8) {
        return new Fields("", JsonReader.object(utf8));
    }

    /** A text of 1 to {@code most} characters. */
    public String text(String name, int most) {
        return optionalText(name, most).orElseThrow(() -> Malformed.field(at(name), "is missing"));
    }

    public Optional<String> optionalText(String name, int most) {
        return switch (take(name)) {
            case null -> Optional.empty();
            case JsonValue.Text(String value) -> Optional.of(sized(at(name), value, most));
            case JsonValue other -> throw wrong(name, "a text", other);
        };
    }

    /** One of the enum's names, exactly. */
    public <E extends Enum<E>> E oneOf(String name, Class<E> type) {
        String text = text(name, 64);
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(text))
                .findFirst()
                .orElseThrow(
                        () ->
                                Malformed.field(
                                        at(name),
                                        "must be one of "
                                                + Arrays.toString(type.getEnumConstants())));
    }

    public boolean truth(String name) {
        return optionalTruth(name).orElseThrow(() -> Malformed.field(at(name), "is missing"));
    }

    public Optional<Boolean> optionalTruth(String name) {
        return switch (take(name)) {
            case null -> Optional.empty();
            case JsonValue.Truth(boolean value) -> Optional.of(value);
            case JsonValue other -> throw wrong(name, "true or false", other);
        };
    }

    /** A whole number from 1 to {@code most}, written without sign, fraction or exponent. */
    public Optional<Integer> optionalCount(String name, int most) {
        return switch (take(name)) {
            case null -> Optional.empty();
            case JsonValue.Numeral(String literal) -> Optional.of(count(name, literal, most));
            case JsonValue other -> throw wrong(name, "a whole number", other);
        };
    }

    /** An RFC 3339 time. */
    public Optional<Instant> optionalTime(String name) {
        return optionalText(name, 64).map(text -> time(name, text));
    }

    public Fields object(String name) {
        return switch (take(name)) {
            case null -> throw Malformed.field(at(name), "is missing");
            case JsonValue.Members(Map<String, JsonValue> byName) -> new Fields(at(name), byName);
            case JsonValue other -> throw wrong(name, "an object", other);
        };
    }

    /** A list of 1 to {@code most} texts. */
    public List<String> texts(String name, int most, int longest) {
        return switch (take(name)) {
            case null -> throw Malformed.field(at(name), "is missing");
            case JsonValue.Array(List<JsonValue> items) -> texts(at(name), items, most, longest);
            case JsonValue other -> throw wrong(name, "a list", other);
        };
    }

    /** Refuses members that nobody asked for. */
    public void end() {
        left.keySet().stream()
                .sorted()
                .findFirst()
                .ifPresent(
                        unknown -> {
                            throw Malformed.field(at(unknown), "is not known here");
                        });
    }

    private @Nullable JsonValue take(String name) {
        return left.remove(name);
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static List<String> texts(String at, List<JsonValue> items, int most, int longest) {
        if (items.isEmpty() || items.size() > most) {
            throw Malformed.field(at, "must hold 1 to " + most + " items");
        }
        List<String> texts = new ArrayList<>();
        for (JsonValue item : items) {
            if (!(item instanceof JsonValue.Text(String value))) {
                throw Malformed.field(at, "must hold texts only");
            }
            texts.add(sized(at, value, longest));
        }
        return texts;
    }

    private static String sized(String at, String value, int most) {
        int length = value.codePointCount(0, value.length());
        if (length < 1 || length > most) {
            throw Malformed.field(at, "must have 1 to " + most + " characters");
        }
        return value;
    }

    private int count(String name, String literal, int most) {
        boolean plain = literal.length() <= 9 && literal.chars().allMatch(Character::isDigit);
        int value = plain ? Integer.parseInt(literal) : 0;
        if (value < 1 || value > most) {
            throw Malformed.field(at(name), "must be a whole number from 1 to " + most);
        }
        return value;
    }

    private Instant time(String name, String text) {
        try {
            OffsetDateTime time = OffsetDateTime.parse(text);
            int year = time.withOffsetSameInstant(ZoneOffset.UTC).getYear();
            if (year >= 1970 && year <= 9999) {
                return time.toInstant();
            }
            throw Malformed.field(at(name), "is out of range");
        } catch (DateTimeParseException notATime) {
            throw Malformed.field(at(name), "must be an RFC 3339 time");
        }
    }

    private RuntimeException wrong(String name, String wanted, JsonValue found) {
        String kind =
                switch (found) {
                    case JsonValue.Text text -> "a text";
                    case JsonValue.Numeral number -> "a number";
                    case JsonValue.Truth truth -> "true or false";
                    case JsonValue.Null none -> "null";
                    case JsonValue.Array array -> "a list";
                    case JsonValue.Members members -> "an object";
                };
        return Malformed.field(at(name), "must be " + wanted + ", not " + kind);
    }
}
