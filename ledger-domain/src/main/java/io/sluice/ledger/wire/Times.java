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

    /** RFC 3339 has years of four digits. */
    private static final Instant FIRST = Instant.parse("0000-01-01T00:00:00Z");

    private static final Instant END = Instant.parse("+10000-01-01T00:00:00Z");

    private static final DateTimeFormatter SHAPE =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'", Locale.ROOT)
                    .withResolverStyle(ResolverStyle.STRICT);

    private Times() {}

    /** Refuses what is finer, because dropping it here would be a silent rounding. */
    static String format(Instant time) {
        if (!time.truncatedTo(ChronoUnit.MICROS).equals(time)) {
            throw new IllegalArgumentException("finer than microseconds: " + time);
        }
        if (time.isBefore(FIRST) || !time.isBefore(END)) {
            throw new IllegalArgumentException("not a year of RFC 3339: " + time);
        }
        return SHAPE.format(LocalDateTime.ofInstant(time, ZoneOffset.UTC));
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
