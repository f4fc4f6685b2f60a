package io.sluice.ledger.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Times as the log writes them: UTC, RFC 3339, exactly six decimals. */
final class Times {

    private static final DateTimeFormatter SHAPE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private Times() {}

    /** Refuses what is finer, because dropping it here would be a silent rounding. */
    static String format(Instant time) {
        if (!time.truncatedTo(ChronoUnit.MICROS).equals(time)) {
            throw new IllegalArgumentException("finer than microseconds: " + time);
        }
        LocalDateTime utc = LocalDateTime.ofInstant(time, ZoneOffset.UTC);
        if (utc.getYear() < 0 || utc.getYear() > 9999) {
            throw new IllegalArgumentException("not a year of RFC 3339: " + time);
        }
        return SHAPE.format(utc);
    }

    static Instant parse(String text) {
        try {
            Instant time = LocalDateTime.parse(text, SHAPE).toInstant(ZoneOffset.UTC);
            if (format(time).equals(text)) {
                return time;
            }
        } catch (DateTimeException wrong) {
            throw new IllegalArgumentException("not a time: " + text, wrong);
        }
        throw new IllegalArgumentException("not a time: " + text);
    }
}
