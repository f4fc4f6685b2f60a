package io.sluice.bench;

import io.sluice.ledger.command.LedgerCommand.CancelWithdrawal;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.WithdrawalId;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Withdrawals that were accepted and that nobody pays out. A node keeps each of them in its heap
 * for as long as it is open, some 600 bytes; millions of them would leave it to its garbage
 * collector, and a ledger that pays out has few.
 */
final class OpenRequests {

    private record Requested(AccountId account, UUID key) {}

    private final Queue<Requested> requested = new ConcurrentLinkedQueue<>();

    /** Thread-safe. */
    void add(AccountId account, UUID key) {
        requested.add(new Requested(account, key));
    }

    /** Cancels all of them; returns how many once it is done. */
    int cancel(SluiceLedger ledger) {
        List<Requested> all = new ArrayList<>();
        for (Requested one = requested.poll(); one != null; one = requested.poll()) {
            all.add(one);
        }
        AtOnce.each(
                all,
                one ->
                        ledger.accepted(
                                new CancelWithdrawal(
                                        one.account(),
                                        withdrawal(one),
                                        "the benchmark does not pay out"),
                                "cancel-" + one.key()));
        return all.size();
    }

    private static WithdrawalId withdrawal(Requested one) {
        return NamedIds.withdrawal(NamedIds.commandKey(one.account(), one.key().toString()));
    }
}
