package io.sluice.command.http;

import io.sluice.command.json.Malformed;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;

/**
 * The {@code Idempotency-Key} header: 1 to 255 visible ASCII characters, bare or as the quoted
 * string of the IETF draft. Both spellings of one key are the same key.
 */
final class IdempotencyKeys {

    static final String HEADER = "Idempotency-Key";
    private static final int LONGEST = 255;

    private IdempotencyKeys() {}

    static String of(HttpServletRequest request) {
        List<String> values = Collections.list(request.getHeaders(HEADER));
        return switch (values.size()) {
            case 0 ->
                    throw new RefusedException(
                            ErrorCode.IDEMPOTENCY_KEY_MISSING,
                            "every POST and PUT needs an Idempotency-Key header");
            case 1 -> parse(values.getFirst().strip());
            default -> throw Malformed.field(HEADER, "stands there more than once");
        };
    }

    static String parse(String value) {
        String key = value.startsWith("\"") ? unquote(value) : bare(value);
        if (key.isEmpty() || key.length() > LONGEST) {
            throw Malformed.field(HEADER, "must have 1 to " + LONGEST + " characters");
        }
        return key;
    }

    private static String bare(String value) {
        if (!value.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw Malformed.field(HEADER, "must be visible ASCII, or a quoted string");
        }
        return value;
    }

    private static String unquote(String value) {
        StringBuilder key = new StringBuilder();
        int i = 1;
        for (; i < value.length() && value.charAt(i) != '"'; i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                i++;
                if (i >= value.length() || (value.charAt(i) != '"' && value.charAt(i) != '\\')) {
                    throw unreadable();
                }
                key.append(value.charAt(i));
            } else if (c >= ' ' && c < 0x7f) {
                key.append(c);
            } else {
                throw unreadable();
            }
        }
        if (i != value.length() - 1) {
            throw unreadable();
        }
        return key.toString();
    }

    private static RefusedException unreadable() {
        return Malformed.field(HEADER, "is not a quoted string");
    }
}
