package io.sluice.log.guard;

import io.sluice.log.GuardPoint;
import io.sluice.log.Head;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The one line that a guard file holds. */
final class GuardLine {

    private static final Pattern FORM =
            Pattern.compile(
                    "sluice-guard/1 ([A-Za-z0-9_-]{1,64}) (0|[1-9][0-9]{0,5})"
                            + " (0|[1-9][0-9]{0,17}) ([0-9a-f]{64})\n");

    private GuardLine() {}

    static String of(GuardPoint point) {
        String line =
                "sluice-guard/1 %s %d %d %s\n"
                        .formatted(
                                point.topicId(), point.partition(), point.offset(), point.head());
        // What is written must be readable at the next start, or it guards nothing.
        if (parse(line).isEmpty()) {
            throw new IllegalArgumentException("not a guard: " + line.strip());
        }
        return line;
    }

    static Optional<GuardPoint> parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? Optional.of(
                        new GuardPoint(
                                matcher.group(1),
                                Integer.parseInt(matcher.group(2)),
                                Long.parseLong(matcher.group(3)),
                                Head.parse(matcher.group(4))))
                : Optional.empty();
    }
}
