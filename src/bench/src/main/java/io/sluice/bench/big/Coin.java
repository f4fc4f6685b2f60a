package io.sluice.bench.big;

import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import java.math.BigInteger;
import java.util.Optional;
import java.util.SplittableRandom;

/** What is withdrawn: a third each. Amounts are in the asset's smallest unit. */
enum Coin {
    BITCOIN("BTC", "bitcoin", 10_000L, 10_000_000L, 1_500L, "bc1q", 38),
    ETHER(
            "ETH",
            "ethereum",
            1_000_000_000_000_000L,
            100_000_000_000_000_000L,
            210_000_000_000_000L,
            "0x",
            40),
    TETHER("USDT", "tron", 1_000_000L, 5_000_000_000L, 1_000_000L, "T", 33);

    private static final String DIGITS = "0123456789abcdef";

    private final String asset;
    private final String network;
    private final long least;
    private final long most;
    private final long fee;
    private final String prefix;
    private final int digits;

    Coin(String asset, String network, long least, long most, long fee, String prefix, int digits) {
        this.asset = asset;
        this.network = network;
        this.least = least;
        this.most = most;
        this.fee = fee;
        this.prefix = prefix;
        this.digits = digits;
    }

    static Coin any(SplittableRandom random) {
        return values()[random.nextInt(values().length)];
    }

    Asset asset() {
        return new Asset(asset);
    }

    Network network() {
        return new Network(network);
    }

    Amount amount(SplittableRandom random) {
        return Amount.of(random.nextLong(least, most));
    }

    Amount fee() {
        return Amount.of(fee);
    }

    /** What covers so many withdrawals, whatever they are. */
    Amount covering(long withdrawals) {
        return new Amount(
                BigInteger.valueOf(most)
                        .add(BigInteger.valueOf(fee))
                        .multiply(BigInteger.valueOf(withdrawals)));
    }

    /** As long as a real one. */
    Destination destination(SplittableRandom random) {
        StringBuilder address = new StringBuilder(prefix);
        for (int digit = 0; digit < digits; digit++) {
            address.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return new Destination(address.toString(), Optional.empty());
    }
}
