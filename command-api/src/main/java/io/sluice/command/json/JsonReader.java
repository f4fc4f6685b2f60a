package io.sluice.command.json;

import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads exactly one JSON object in UTF-8. Duplicate members, trailing tokens, deep nesting, endless
 * numbers, broken UTF-8, half surrogates and control characters are refused as {@code
 * malformed-request}.
 */
final class JsonReader {

    private static final int DEEPEST = 8;
    private static final int LONGEST_NUMBER = 100;
    private static final JsonFactory FACTORY =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(DEEPEST)
                                    .maxNumberLength(LONGEST_NUMBER)
                                    .build())
                    .build();

    private JsonReader() {}

    static Map<String, JsonValue> object(byte[] utf8) {
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), decode(utf8))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw malformed("the body must be a JSON object");
            }
            Map<String, JsonValue> members = members(parser, "");
            if (parser.nextToken() != null) {
                throw malformed("something follows the JSON object");
            }
            return members;
        } catch (JacksonException notJson) {
            throw malformed(
                    "the body is not valid JSON (line "
                            + Optional.ofNullable(notJson.getLocation())
                                    .map(at -> at.getLineNr() + ", column " + at.getColumnNr())
                                    .orElse("unknown")
                            + ")");
        }
    }

    private static String decode(byte[] utf8) {
        try {
            CharBuffer text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8));
            return text.toString();
        } catch (CharacterCodingException broken) {
            throw malformed("the body is not UTF-8");
        }
    }

    private static Map<String, JsonValue> members(JsonParser parser, String path) {
        Map<String, JsonValue> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            String at = path.isEmpty() ? name : path + "." + name;
            parser.nextToken();
            if (members.put(name, value(parser, at)) != null) {
                throw Malformed.field(at, "stands there twice");
            }
        }
        return members;
    }

    private static List<JsonValue> items(JsonParser parser, String path) {
        List<JsonValue> items = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(parser, path + "[" + items.size() + "]"));
        }
        return items;
    }

    private static JsonValue value(JsonParser parser, String path) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> new JsonValue.Members(members(parser, path));
            case START_ARRAY -> new JsonValue.Array(items(parser, path));
            case VALUE_STRING -> new JsonValue.Text(clean(parser.getString(), path));
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> new JsonValue.Numeral(parser.getString());
            case VALUE_TRUE -> new JsonValue.Truth(true);
            case VALUE_FALSE -> new JsonValue.Truth(false);
            case VALUE_NULL -> new JsonValue.Null();
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, NOT_AVAILABLE, VALUE_EMBEDDED_OBJECT ->
                    throw Malformed.field(path, "has no value");
        };
    }

    /** Texts live in the log and in PostgreSQL for ever: neither may choke on one. */
    private static String clean(String text, String path) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair =
                    Character.isHighSurrogate(c)
                            && i + 1 < text.length()
                            && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                i++;
            } else if (Character.isSurrogate(c) || Character.isISOControl(c)) {
                throw Malformed.field(path, "holds a control character or half a surrogate pair");
            }
        }
        return text;
    }

    private static RefusedException malformed(String detail) {
        return new RefusedException(ErrorCode.MALFORMED_REQUEST, detail);
    }
}
