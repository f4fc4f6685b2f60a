package io.sluice.command.slice;

import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.DepositId;
import io.sluice.ledger.money.Reading;
import java.util.Optional;

/**
 * A deposit or a request whose figures cannot be read. It still goes to the account's partition,
 * because refusals that stand earlier in the order come first.
 *
 * @param asksForWithdrawal or is a deposit
 * @param deposit what its reference names, where the asset is known
 */
public record Unreadable(
        AccountId accountId,
        Reading.Refused<?> found,
        boolean asksForWithdrawal,
        Optional<DepositId> deposit) {

    public static final String NAME = "unreadable";
}
