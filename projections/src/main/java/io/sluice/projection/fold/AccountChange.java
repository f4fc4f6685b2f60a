package io.sluice.projection.fold;

import io.sluice.ledger.account.AccountStatus;
import java.time.Instant;
import java.util.Optional;

/**
 * What a batch makes of an account.
 *
 * @param openedAt when this batch opened it; else the row is there already
 */
record AccountChange(
        String accountId,
        int partition,
        AccountStatus status,
        Optional<Instant> openedAt,
        Instant changedAt) {

    AccountChange to(AccountStatus next, Instant at) {
        return new AccountChange(accountId, partition, next, openedAt, at);
    }
}
