package io.sluice.ledger.id;

import java.util.regex.Pattern;

/**
 * A customer account's name: 1 to 64 characters of {@code A-Z a-z 0-9 . _ : -}. It is the routing
 * key of the ledger.
 */
public record AccountId(String value) {

    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9._:-]{1,64}");

    public AccountId {
        if (!isValid(value)) {
            throw new IllegalArgumentException("not an account id: " + value);
        }
    }

    /** Whether the text could name an account; ask before constructing from untrusted input. */
    public static boolean isValid(String text) {
        return SHAPE.matcher(text).matches();
    }

    @Override
    public String toString() {
        return value;
    }
}
