package io.sluice.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in the ledger as clients see it: the counted entry at {@code offset} of {@code
 * partition}, and the first 8 hex digits of the head after it. Whoever holds one can later tell
 * that the log no longer contains it.
 */
public record LogPosition(int partition, long offset, String headPrefix) {

    private static final Pattern TEXT =
            Pattern.compile("(0|[1-9][0-9]{0,5}):(0|[1-9][0-9]{0,17}):([0-9a-f]{8})");

    /**
     * {@code <partition>:<offset>:<first 8 hex of head>}, or nothing when the text is not of that
     * form.
     */
    public static Optional<LogPosition> parse(String text) {
        Matcher matcher = TEXT.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new LogPosition(
                                Integer.parseInt(matcher.group(1)),
                                Long.parseLong(matcher.group(2)),
                                matcher.group(3)))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return partition + ":" + offset + ":" + headPrefix;
    }
}
