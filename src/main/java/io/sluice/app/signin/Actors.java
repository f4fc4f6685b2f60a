package io.sluice.app.signin;

/**
 * How the log names who asked. Each kind has a prefix of its own and the ledger's own names have
 * none ({@code releaser}, {@code circuit}, {@code rail}, {@code operator}), so that no subject of a
 * token reads like another kind.
 */
final class Actors {

    private static final int LONGEST_SUBJECT = 255;

    private Actors() {}

    static String ofSubject(String subject) {
        return "user:" + subject;
    }

    static String ofEmergency(String name) {
        return "emergency:" + name;
    }

    /** As OpenID Connect has it: at most 255 characters of ASCII; here printable ones. */
    static boolean isSubject(String subject) {
        return !subject.isEmpty()
                && subject.length() <= LONGEST_SUBJECT
                && subject.equals(subject.strip())
                && subject.chars().allMatch(c -> c >= ' ' && c < 0x7f);
    }
}
