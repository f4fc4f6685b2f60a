package io.sluice.verify;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;

/** Texts with a fixed spelling. */
final class Texts {

    private static final String SECONDS = "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}";
    private static final Pattern MICROS = Pattern.compile(SECONDS + "\\.[0-9]{6}Z");
    private static final Pattern NANOS = Pattern.compile(SECONDS + "(?:\\.[0-9]{1,9})?Z");
    private static final Pattern ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");
    private static final Pattern AMOUNT = Pattern.compile("0|[1-9][0-9]{0,77}");
    private static final int AMOUNT_BITS = 256;

    private Texts() {}

    /** UTC with exactly six decimals. */
    static Instant time(String text) throws UnreadableException {
        return time(text, MICROS);
    }

    /** UTC with up to nine decimals, or none. */
    static Instant eventTime(String text) throws UnreadableException {
        return time(text, NANOS);
    }

    static UUID id(String text) throws UnreadableException {
        if (!ID.matcher(text).matches()) {
            throw new UnreadableException("not a UUID in lower case: " + text);
        }
        return UUID.fromString(text);
    }

    /** A whole number of smallest units, 0 to 2^256-1. */
    static BigInteger amount(String text) throws UnreadableException {
        if (AMOUNT.matcher(text).matches()) {
            BigInteger units = new BigInteger(text);
            if (units.bitLength() <= AMOUNT_BITS) {
                return units;
            }
        }
        throw new UnreadableException("not an amount: " + text);
    }

    private static Instant time(String text, Pattern spelling) throws UnreadableException {
        if (spelling.matcher(text).matches()) {
            try {
                return Instant.parse(text);
            } catch (DateTimeException noSuchTime) {
                throw new UnreadableException("no such time: " + text);
            }
        }
        throw new UnreadableException("not a time: " + text);
    }
}
