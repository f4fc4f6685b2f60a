package io.sluice.bench.fire;

import java.util.List;
import java.util.random.RandomGenerator;

/** What is withdrawn: an asset over a network, and how much at a time. */
enum Lane {
    BITCOIN("BTC", "bitcoin", "0.00012345"),
    ETHER("ETH", "ethereum", "0.0021"),
    TETHER_ON_ETHEREUM("USDT", "ethereum", "1.5"),
    TETHER_ON_TRON("USDT", "tron", "2.25"),
    DOLLAR("USDC", "ethereum", "3"),
    EURO("EUR", "sepa", "0.99");

    private static final List<Lane> ALL = List.of(values());
    static final int COUNT = ALL.size();

    private final String asset;
    private final String network;
    private final String amount;

    Lane(String asset, String network, String amount) {
        this.asset = asset;
        this.network = network;
        this.amount = amount;
    }

    static Lane any(RandomGenerator random) {
        return ALL.get(random.nextInt(COUNT));
    }

    /** One after the other. */
    static Lane inTurn(long number) {
        return ALL.get((int) (number % COUNT));
    }

    String asset() {
        return asset;
    }

    String network() {
        return network;
    }

    /** In the asset's units, without a fee. */
    String amount() {
        return amount;
    }

    /** The body of a request. */
    String request() {
        return "{\"asset\":\"%s\",\"network\":\"%s\",\"amount\":\"%s\",\"destination\":{\"address\":\"somewhere\"}}"
                .formatted(asset, network, amount);
    }
}
