package io.sluice.bench;

/** A contender's books are not what its answers said: its figures mean nothing. */
final class InconsistentException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InconsistentException(String message) {
        super(message);
    }

    static void unlessEqual(String what, Object expected, Object found) {
        if (!expected.equals(found)) {
            throw new InconsistentException(
                    "%s: %s, but should be %s".formatted(what, found, expected));
        }
    }
}
