package io.sluice.ledger.posting;

import io.sluice.ledger.id.AccountId;
import java.util.Optional;

/**
 * An account in the books.
 *
 * @param accountId whose it is; empty for the house's own
 */
public record LedgerAccount(Book book, Optional<AccountId> accountId) {

    static LedgerAccount of(Book book, AccountId customer) {
        return new LedgerAccount(book, Optional.of(customer));
    }

    static LedgerAccount house(Book book) {
        return new LedgerAccount(book, Optional.empty());
    }
}
