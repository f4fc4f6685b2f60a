package io.sluice.demo;

import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.money.Network;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import java.util.stream.IntStream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The customers, what they own at first, and what they ask for; the same in every run. */
final class Customers {

    static final long SEED = 20250415;

    private static final long DEPOSIT_THOUSANDTHS = 1_000_000;
    private static final int MOST_THOUSANDTHS = 90;
    private static final int THOUSANDTHS_DIGITS = 3;

    private record Lane(Asset asset, Network network) {}

    private final Catalogue catalogue = Catalogue.standard();
    private final List<Lane> lanes = new ArrayList<>();
    private final List<String> accounts;
    private final RandomGenerator chance = RandomGeneratorFactory.getDefault().create(SEED);
    private int orders;

    Customers(int howMany) {
        accounts =
                IntStream.rangeClosed(1, howMany)
                        .mapToObj(i -> "customer-%02d".formatted(i))
                        .toList();
        for (Asset asset : catalogue.assets()) {
            catalogue.networks(asset).forEach(network -> lanes.add(new Lane(asset, network)));
        }
    }

    List<String> accounts() {
        return accounts;
    }

    List<Asset> assets() {
        return catalogue.assets().stream().toList();
    }

    /** 1,000 of each asset. */
    Amount deposit(Asset asset) {
        return thousandths(asset, DEPOSIT_THOUSANDTHS);
    }

    ObjectNode depositBody(String account, Asset asset) {
        return JsonMapper.shared()
                .createObjectNode()
                .put("asset", asset.code())
                .put("amount", catalogue.render(asset, deposit(asset)))
                .put("reference", "first-" + account + "-" + asset.code());
    }

    /** Somebody wants something: up to 0.1 of an asset, with a fee of a hundredth. */
    synchronized Order next() {
        Lane lane = lanes.get(chance.nextInt(lanes.size()));
        orders++;
        return new Order(
                accounts.get(chance.nextInt(accounts.size())),
                "order-" + orders,
                lane.asset(),
                lane.network(),
                thousandths(lane.asset(), 10L * (1 + chance.nextInt(MOST_THOUSANDTHS / 10))),
                thousandths(lane.asset(), 10));
    }

    ObjectNode body(Order order) {
        ObjectNode body =
                JsonMapper.shared()
                        .createObjectNode()
                        .put("asset", order.asset().code())
                        .put("network", order.network().name())
                        .put("amount", catalogue.render(order.asset(), order.amount()))
                        .put("fee", catalogue.render(order.asset(), order.fee()));
        body.putObject("destination").put("address", "to-" + order.account());
        return body;
    }

    /** What an answer calls an amount, in the asset's smallest unit. */
    BigInteger units(Asset asset, String rendered) {
        return new java.math.BigDecimal(rendered)
                .movePointRight(catalogue.decimals(asset))
                .toBigIntegerExact();
    }

    /** Every asset has at least two decimals, and these amounts are whole hundredths. */
    private Amount thousandths(Asset asset, long count) {
        return new Amount(
                BigInteger.TEN
                        .pow(catalogue.decimals(asset))
                        .multiply(BigInteger.valueOf(count))
                        .divide(BigInteger.TEN.pow(THOUSANDTHS_DIGITS)));
    }
}
