package io.sluice.command.payout;

import io.sluice.ledger.command.CommandKey;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.WithdrawalId;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key under which one withdrawal is cancelled by a call that cancels many: it follows from that
 * call's key, what the call asked for, and the withdrawal, so that the same call again finds what
 * it did before.
 *
 * @param call the id of the call's own key
 * @param payload 32 hex digits of a hash of what the call asked for
 */
public record CancellationKey(UUID call, String payload, WithdrawalId withdrawal) {

    private static final Pattern RAW =
            Pattern.compile("cancellations:([0-9a-f-]{36}):([0-9a-f]{32}):([0-9a-f-]{36})");

    /** As a command's key within the withdrawal's account. */
    public CommandKey of(AccountId account) {
        String raw = "cancellations:" + call + ":" + payload + ":" + withdrawal;
        return new CommandKey(NamedIds.commandKey(account, raw), raw);
    }

    static Optional<CancellationKey> parse(String raw) {
        Matcher parts = RAW.matcher(raw);
        return parts.matches()
                ? Optional.of(
                        new CancellationKey(
                                UUID.fromString(parts.group(1)),
                                parts.group(2),
                                new WithdrawalId(UUID.fromString(parts.group(3)))))
                : Optional.empty();
    }
}
