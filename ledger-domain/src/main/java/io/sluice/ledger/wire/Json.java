package io.sluice.ledger.wire;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The JSON that payloads are made of, and nothing else: no null, no boolean, no fraction, no
 * duplicate member. Everything wrong is an {@link IllegalArgumentException} that names it.
 */
sealed interface Json {

    record Text(String value) implements Json {}

    record Whole(int value) implements Json {}

    record Items(List<Json> values) implements Json {}

    record Members(Map<String, Json> byName) implements Json {}

    JsonFactory FACTORY = new JsonFactory();

    /** Exactly one object. */
    static Members parse(byte[] utf8) {
        try (JsonParser in = FACTORY.createParser(ObjectReadContext.empty(), strict(utf8))) {
            JsonToken token = in.nextToken();
            if (token != JsonToken.START_OBJECT) {
                throw new IllegalArgumentException("not an object, but " + token);
            }
            Members members = members(in);
            if (in.nextToken() != null) {
                throw new IllegalArgumentException("something follows the object");
            }
            return members;
        } catch (JacksonException broken) {
            throw new IllegalArgumentException("not JSON: " + broken.getOriginalMessage(), broken);
        }
    }

    /** Decoded here, because the parser would guess at other encodings. */
    private static String strict(byte[] utf8) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException wrong) {
            throw new IllegalArgumentException("not UTF-8", wrong);
        }
    }

    private static Members members(JsonParser in) {
        Map<String, Json> byName = new LinkedHashMap<>();
        while (in.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = in.currentName();
            if (byName.containsKey(name)) {
                throw new IllegalArgumentException("member twice: " + name);
            }
            byName.put(name, value(in, in.nextToken(), name));
        }
        return new Members(byName);
    }

    private static Items items(JsonParser in, String name) {
        List<Json> values = new ArrayList<>();
        for (JsonToken token = in.nextToken();
                token != JsonToken.END_ARRAY;
                token = in.nextToken()) {
            values.add(value(in, token, name));
        }
        return new Items(values);
    }

    private static Json value(JsonParser in, JsonToken token, String name) {
        return switch (token) {
            case VALUE_STRING -> new Text(unicode(in.getString(), name));
            case VALUE_NUMBER_INT -> whole(in, name);
            case START_OBJECT -> members(in);
            case START_ARRAY -> items(in, name);
            case VALUE_NULL -> throw new IllegalArgumentException("member is null: " + name);
            case VALUE_NUMBER_FLOAT,
                    VALUE_TRUE,
                    VALUE_FALSE,
                    VALUE_EMBEDDED_OBJECT,
                    PROPERTY_NAME,
                    END_OBJECT,
                    END_ARRAY,
                    NOT_AVAILABLE ->
                    throw new IllegalArgumentException("member " + name + " is a " + token);
        };
    }

    private static Whole whole(JsonParser in, String name) {
        if (in.getNumberType() != JsonParser.NumberType.INT) {
            throw new IllegalArgumentException("number too large: " + name);
        }
        return new Whole(in.getIntValue());
    }

    /** Half a surrogate pair can be escaped in JSON, but is no text and has no UTF-8. */
    static String unicode(String text, String name) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (!Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                    throw new IllegalArgumentException("not Unicode: " + name);
                }
                i++;
            }
        }
        return text;
    }
}
