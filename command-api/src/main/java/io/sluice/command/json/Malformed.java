package io.sluice.command.json;

import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import java.util.Map;
import java.util.Optional;

/** Says which part of a request cannot be read. */
public final class Malformed {

    private static final int LONGEST_NAME = 100;

    private Malformed() {}

    /**
     * @param name of the member, parameter or header
     * @param what is wrong with it, as the end of a sentence that starts with the name
     */
    public static RefusedException field(String name, String what) {
        String shown = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return new RefusedException(
                ErrorCode.MALFORMED_REQUEST,
                shown + " " + what,
                Map.of("field", shown),
                Optional.empty());
    }
}
