package io.sluice.log.chain;

import java.time.Instant;
import java.time.LocalDate;

/**
 * Instants as RFC 3339 text in UTC, digit by digit: a formatter takes a fiftieth of what one
 * command may cost. Years 0 to 9999; others are left to the platform.
 */
final class UtcText {

    private static final long SECONDS_PER_DAY = 86_400;
    private static final int LATEST_YEAR = 9999;

    private UtcText() {}

    /** With exactly six decimals, whatever is finer cut off. */
    static String micros(Instant time) {
        return text(time, true);
    }

    /** With as many groups of three decimals as the instant needs, as {@link Instant#toString}. */
    static String shortest(Instant time) {
        return text(time, false);
    }

    private static String text(Instant time, boolean micros) {
        long epochSecond = time.getEpochSecond();
        int nanos = time.getNano();
        long day = Math.floorDiv(epochSecond, SECONDS_PER_DAY);
        LocalDate date = LocalDate.ofEpochDay(day);
        if (date.getYear() < 0 || date.getYear() > LATEST_YEAR) {
            return time.toString();
        }
        int second = (int) (epochSecond - day * SECONDS_PER_DAY);
        int decimals = micros ? 6 : decimalsOf(nanos);
        char[] text = new char[decimals == 0 ? 20 : 21 + decimals];
        digits(text, 0, 4, date.getYear());
        text[4] = '-';
        digits(text, 5, 2, date.getMonthValue());
        text[7] = '-';
        digits(text, 8, 2, date.getDayOfMonth());
        text[10] = 'T';
        digits(text, 11, 2, second / 3600);
        text[13] = ':';
        digits(text, 14, 2, second / 60 % 60);
        text[16] = ':';
        digits(text, 17, 2, second % 60);
        if (decimals > 0) {
            text[19] = '.';
            digits(text, 20, decimals, nanos / powerOfTen(9 - decimals));
        }
        text[text.length - 1] = 'Z';
        return new String(text);
    }

    private static int decimalsOf(int nanos) {
        if (nanos == 0) {
            return 0;
        }
        return nanos % 1_000_000 == 0 ? 3 : nanos % 1_000 == 0 ? 6 : 9;
    }

    private static int powerOfTen(int exponent) {
        int power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    private static void digits(char[] text, int from, int count, int value) {
        int left = value;
        for (int i = from + count - 1; i >= from; i--) {
            text[i] = (char) ('0' + left % 10);
            left /= 10;
        }
    }
}
