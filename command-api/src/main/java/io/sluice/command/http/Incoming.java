package io.sluice.command.http;

import io.sluice.command.json.Fields;
import io.sluice.command.json.Malformed;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Function;

/**
 * A POST or PUT as it came in: its body read, its key and who sent it. Mistakes are refused in the
 * API's order: size, media type, body, key.
 */
record Incoming<B>(B body, String key, String actor) {

    private static final int MOST_BYTES = 64 * 1024;

    static <B> Incoming<B> read(HttpServletRequest request, Function<Fields, B> parse) {
        byte[] bytes = bytes(request);
        requireJson(request.getContentType());
        Fields fields = Fields.parse(bytes);
        B body = parse.apply(fields);
        fields.end();
        return new Incoming<>(body, IdempotencyKeys.of(request), actor(request));
    }

    private static byte[] bytes(HttpServletRequest request) {
        if (request.getContentLengthLong() > MOST_BYTES) {
            throw tooLarge();
        }
        try {
            byte[] bytes = request.getInputStream().readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw tooLarge();
            }
            return bytes;
        } catch (IOException cutOff) {
            throw Malformed.field("body", "ended too early or is wrongly framed");
        }
    }

    private static RefusedException tooLarge() {
        return new RefusedException(
                ErrorCode.BODY_TOO_LARGE, "a body may have at most " + MOST_BYTES + " bytes");
    }

    private static void requireJson(@org.jspecify.annotations.Nullable String contentType) {
        String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
        String[] parts = type.split(";", 2);
        boolean utf8 =
                parts.length == 1
                        || parts[1].strip().replace("\"", "").equals("charset=utf-8")
                        || parts[1].isBlank();
        if (!parts[0].strip().equals("application/json") || !utf8) {
            throw new RefusedException(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE, "the body must be application/json in UTF-8");
        }
    }

    /** Without sign-in everyone who can reach the port is the operator. */
    private static String actor(HttpServletRequest request) {
        return request.getUserPrincipal() == null
                ? "operator"
                : request.getUserPrincipal().getName();
    }
}
