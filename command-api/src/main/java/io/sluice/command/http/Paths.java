package io.sluice.command.http;

import io.sluice.command.json.Malformed;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.WithdrawalId;
import java.util.UUID;
import java.util.regex.Pattern;

/** Ids as they stand in paths and bodies. */
final class Paths {

    private static final Pattern UUID_SHAPE =
            Pattern.compile("[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}");

    private Paths() {}

    static AccountId account(String text) {
        if (!AccountId.isValid(text)) {
            throw Malformed.field("accountId", "must be 1 to 64 of A-Z a-z 0-9 . _ : -");
        }
        return new AccountId(text);
    }

    static WithdrawalId withdrawal(String text) {
        return new WithdrawalId(uuid("withdrawalId", text));
    }

    static PauseId pause(String name, String text) {
        return new PauseId(uuid(name, text));
    }

    private static UUID uuid(String name, String text) {
        if (!UUID_SHAPE.matcher(text).matches()) {
            throw Malformed.field(name, "must be a UUID");
        }
        return UUID.fromString(text);
    }
}
