package io.sluice.verify;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * RFC 8259 to the letter and no further: bytes that are not UTF-8, duplicate members, unpaired
 * surrogates, anything after the value and nesting deeper than 64 are refused.
 */
final class JsonParser {

    private static final int DEEPEST = 64;
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]*)(?:\\.[0-9]+)?(?:[eE][+-]?[0-9]+)?");

    private final String text;
    private int at;

    private JsonParser(String text) {
        this.text = text;
    }

    static Json parse(byte[] utf8) throws UnreadableException {
        JsonParser parser = new JsonParser(decode(utf8));
        Json value = parser.value(0);
        parser.space();
        if (parser.at < parser.text.length()) {
            throw parser.wrong("something follows the JSON value");
        }
        return value;
    }

    private static String decode(byte[] utf8) throws UnreadableException {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(utf8)).toString();
        } catch (CharacterCodingException notUtf8) {
            throw new UnreadableException("the value is not UTF-8");
        }
    }

    private Json value(int depth) throws UnreadableException {
        if (depth > DEEPEST) {
            throw wrong("nested deeper than " + DEEPEST);
        }
        space();
        return switch (peek()) {
            case '{' -> object(depth);
            case '[' -> array(depth);
            case '"' -> new Json.Text(string());
            case 't' -> word("true", new Json.Bool(true));
            case 'f' -> word("false", new Json.Bool(false));
            case 'n' -> word("null", new Json.Null());
            default -> number();
        };
    }

    private Json object(int depth) throws UnreadableException {
        at++;
        Map<String, Json> members = new LinkedHashMap<>();
        space();
        if (peek() == '}') {
            at++;
            return new Json.Obj(members);
        }
        while (true) {
            space();
            String name = string();
            space();
            expect(':');
            if (members.put(name, value(depth + 1)) != null) {
                throw wrong("member \"" + name + "\" stands there twice");
            }
            if (last('}')) {
                return new Json.Obj(members);
            }
        }
    }

    private Json array(int depth) throws UnreadableException {
        at++;
        List<Json> elements = new ArrayList<>();
        space();
        if (peek() == ']') {
            at++;
            return new Json.Arr(elements);
        }
        while (true) {
            elements.add(value(depth + 1));
            if (last(']')) {
                return new Json.Arr(elements);
            }
        }
    }

    private boolean last(char closing) throws UnreadableException {
        space();
        if (peek() == closing) {
            at++;
            return true;
        }
        expect(',');
        return false;
    }

    private String string() throws UnreadableException {
        expect('"');
        StringBuilder out = new StringBuilder();
        while (true) {
            char c = next();
            if (c == '"') {
                return paired(out.toString());
            }
            if (c < ' ') {
                throw wrong("a control character within a text");
            }
            out.append(c == '\\' ? escaped() : c);
        }
    }

    private char escaped() throws UnreadableException {
        char c = next();
        return switch (c) {
            case '"', '\\', '/' -> c;
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            case 'u' -> unit();
            default -> throw wrong("no such escape");
        };
    }

    private char unit() throws UnreadableException {
        int unit = 0;
        for (int i = 0; i < 4; i++) {
            char c = next();
            int digit = c < 128 ? Character.digit(c, 16) : -1;
            if (digit < 0) {
                throw wrong("not four hex digits");
            }
            unit = unit * 16 + digit;
        }
        return (char) unit;
    }

    private String paired(String value) throws UnreadableException {
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(value)) {
            throw wrong("an unpaired surrogate");
        }
        return value;
    }

    private Json number() throws UnreadableException {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw wrong("no JSON value");
        }
        at = number.end();
        return new Json.Num(number.group());
    }

    private Json word(String word, Json value) throws UnreadableException {
        if (!text.startsWith(word, at)) {
            throw wrong("no JSON value");
        }
        at += word.length();
        return value;
    }

    private void space() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private void expect(char wanted) throws UnreadableException {
        if (peek() != wanted) {
            throw wrong("'" + wanted + "' expected");
        }
        at++;
    }

    private char peek() throws UnreadableException {
        if (at >= text.length()) {
            throw wrong("the JSON ends too early");
        }
        return text.charAt(at);
    }

    private char next() throws UnreadableException {
        char c = peek();
        at++;
        return c;
    }

    private UnreadableException wrong(String what) {
        return new UnreadableException(what + ", at character " + at);
    }
}
