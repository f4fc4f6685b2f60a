package io.sluice.command.http;

import io.sluice.command.json.Fields;
import io.sluice.command.json.Malformed;
import java.util.Optional;
import java.util.regex.Pattern;

/** Members that several requests have, with their bounds. */
final class Texts {

    static final int LONGEST_REASON = 1000;
    static final int LONGEST_NAME = 255;
    static final int LONGEST_CODE = 64;
    private static final int LONGEST_DECIMAL = 1000;

    private static final Pattern DECIMAL = Pattern.compile("(0|[1-9][0-9]*)(\\.[0-9]+)?");

    private Texts() {}

    static String reason(Fields body) {
        return body.text("reason", LONGEST_REASON);
    }

    /** A decimal by its look; whether the asset can have it is decided later. */
    static String decimal(Fields body, String name) {
        return requireDecimal(name, body.text(name, LONGEST_DECIMAL));
    }

    static Optional<String> optionalDecimal(Fields body, String name) {
        return body.optionalText(name, LONGEST_DECIMAL).map(text -> requireDecimal(name, text));
    }

    private static String requireDecimal(String name, String text) {
        if (!DECIMAL.matcher(text).matches()) {
            throw Malformed.field(name, "must be a decimal text like \"0.5\"");
        }
        return text;
    }
}
