package io.sluice.failpoint;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code <name>[:<nth>][:stop]}: at which place, the how manieth time, and whether the process ends
 * there or is stopped.
 */
record FailpointSetting(Failpoint point, int nth, boolean stops) {

    private static final Pattern SHAPE =
            Pattern.compile("([a-z.-]+)(?::([1-9][0-9]{0,8}))?(:stop)?");

    /**
     * @throws IllegalArgumentException when there is no such place, or it is misspelt
     */
    static FailpointSetting parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            throw new IllegalArgumentException("must be <name>[:<nth>][:stop], and is: " + text);
        }
        String nth = shape.group(2);
        return new FailpointSetting(
                Failpoint.of(shape.group(1))
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "there is no failpoint "
                                                        + shape.group(1)
                                                        + "; there are "
                                                        + Failpoint.names())),
                nth == null ? 1 : Integer.parseInt(nth),
                shape.group(3) != null);
    }
}
