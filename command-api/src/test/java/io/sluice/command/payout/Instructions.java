package io.sluice.command.payout;

import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.RailTerms;
import io.sluice.log.LogPosition;
import java.time.Instant;
import java.util.Optional;

/** Instructions to pay 50 units of BTC. */
public final class Instructions {

    private Instructions() {}

    public static Instruction of(WithdrawalId id) {
        return of(id, Instant.MAX);
    }

    public static Instruction of(WithdrawalId id, Instant notAfter) {
        return new Instruction(
                id,
                1,
                new AccountId("alice"),
                new Asset("BTC"),
                new Network("bitcoin"),
                Amount.of(50),
                new Destination("bc1q", Optional.empty()),
                notAfter,
                new LogPosition(0, 1, "00000000"),
                RailTerms.OF_THE_FIRST_VERSION);
    }
}
