package io.sluice.command.payout;

import io.sluice.command.bus.EventMeta;
import io.sluice.command.fold.Placed;
import io.sluice.ledger.event.LedgerEvent.WithdrawalCancelled;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.log.IndexNotes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Notes what a call cancelled that cancels many, so that the same call can tell it again: {@code
 * cancellations/<call>} with what was asked for, and {@code cancelled/<call>/<withdrawal>} with the
 * account. Loop thread only.
 */
final class CancellationNotes {

    private static final String CALL = "cancellations/";
    private static final String WITHDRAWAL = "cancelled/";

    private CancellationNotes() {}

    static void note(Placed placed, IndexNotes notes) {
        if (placed.event() instanceof WithdrawalCancelled cancelled) {
            Optional.ofNullable(placed.stored().meta().get(EventMeta.KEY))
                    .flatMap(CancellationKey::parse)
                    .filter(key -> key.withdrawal().equals(cancelled.withdrawalId()))
                    .ifPresent(key -> note(key, cancelled.accountId(), notes));
        }
    }

    private static void note(CancellationKey key, AccountId account, IndexNotes notes) {
        notes.put(CALL + key.call(), bytes(key.payload()));
        notes.put(WITHDRAWAL + key.call() + "/" + key.withdrawal(), bytes(account.value()));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What the call asked for, if it cancelled anything here. */
    static Optional<String> payload(IndexNotes notes, UUID call) {
        return notes.get(CALL + call).map(CancellationNotes::text);
    }

    /** One that the call cancelled. */
    record Cancelled(AccountId account, WithdrawalId withdrawal) {}

    /**
     * What the call cancelled here.
     *
     * @param from the beginning of the withdrawals' ids, so that they come in parts
     */
    static List<Cancelled> cancelled(IndexNotes notes, UUID call, String from) {
        List<Cancelled> found = new ArrayList<>();
        String prefix = WITHDRAWAL + call + "/";
        notes.forEach(
                prefix + from,
                (name, account) ->
                        found.add(
                                new Cancelled(
                                        new AccountId(text(account)),
                                        new WithdrawalId(
                                                UUID.fromString(
                                                        name.substring(prefix.length()))))));
        return found;
    }
}
