package io.sluice.projection.fold;

/**
 * The ledger may hold a character that PostgreSQL's text cannot: U+0000. It is shown as the
 * replacement character, because a projection that stops at it would be worse.
 */
final class PostgresText {

    static final char FOR_NUL = '\uFFFD';

    private PostgresText() {}

    static String of(String text) {
        return text.replace('\0', FOR_NUL);
    }
}
