package io.sluice.command.payout;

import io.sluice.ledger.money.Asset;
import java.math.BigInteger;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * How many withdrawals of an asset, and how much without fees. The sum may be larger than any one
 * amount can be.
 */
public record Tally(Asset asset, long count, BigInteger units) {

    /** One tally an asset, in the order of asset codes. */
    public static List<Tally> of(Stream<Payout> payouts) {
        return sum(
                payouts.map(
                        payout ->
                                new Tally(
                                        payout.request().asset(),
                                        1,
                                        payout.request().amount().units())));
    }

    public static List<Tally> sum(Stream<Tally> tallies) {
        TreeMap<Asset, Tally> byAsset = new TreeMap<>(Comparator.comparing(Asset::code));
        tallies.forEach(tally -> byAsset.merge(tally.asset(), tally, Tally::plus));
        return List.copyOf(byAsset.values());
    }

    private Tally plus(Tally other) {
        return new Tally(asset, count + other.count, units.add(other.units));
    }
}
