package io.sluice.ledger.id;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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

    /** Compared for every command: said here, because a record finds it out by method handles. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof AccountId id && value.equals(id.value);
    }

    @Override
    public int hashCode() {
        return value.hashCode();
    }

    @Override
    public String toString() {
        return value;
    }
}
