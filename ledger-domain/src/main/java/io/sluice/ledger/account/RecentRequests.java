package io.sluice.ledger.account;

import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/**
 * What an account asked to withdraw lately, by asset and by hours of UTC, oldest first. An hour
 * counts whole until all of it is 24 hours old, so that a limit sees what was asked for within 24
 * to 25 hours: too much rather than too little. What was cancelled or came back stays in it for the
 * same reason. At most 25 hours an asset are kept.
 */
public record RecentRequests(Map<Asset, List<Hour>> byAsset) {

    /** The hour in which a span of 24 hours begins counts too. */
    private static final int HOURS = 24;

    private static final Comparator<Asset> BY_CODE = Comparator.comparing(Asset::code);

    public static final RecentRequests NONE = new RecentRequests(Map.of());

    /**
     * @param number hours since 1970
     * @param sum of amounts without fees, at most {@link Amount#MOST_UNITS}
     */
    public record Hour(long number, Amount sum) {}

    public RecentRequests {
        TreeMap<Asset, List<Hour>> sorted = new TreeMap<>(BY_CODE);
        byAsset.forEach((asset, hours) -> sorted.put(asset, sound(hours)));
        byAsset = Collections.unmodifiableMap(sorted);
    }

    private static List<Hour> sound(List<Hour> hours) {
        for (int i = 1; i < hours.size(); i++) {
            if (hours.get(i - 1).number() >= hours.get(i).number()) {
                throw new IllegalArgumentException("hours not in their order: " + hours);
            }
        }
        if (hours.isEmpty() || hours.getLast().number() - hours.getFirst().number() > HOURS) {
            throw new IllegalArgumentException("not of 24 hours: " + hours);
        }
        return List.copyOf(hours);
    }

    /** With one more request, and without what no span of 24 hours reaches any more. */
    RecentRequests with(Asset asset, Amount amount, Instant at) {
        List<Hour> before = byAsset.getOrDefault(asset, List.of());
        long hour = before.isEmpty() ? hourOf(at) : Math.max(hourOf(at), last(before));
        List<Hour> next = new ArrayList<>(before.size() + 1);
        Amount sum = amount;
        for (Hour one : before) {
            if (one.number() == hour) {
                sum = capped(one.sum(), amount);
            } else if (one.number() >= hour - HOURS) {
                next.add(one);
            }
        }
        next.add(new Hour(hour, sum));
        Map<Asset, List<Hour>> all = new TreeMap<>(BY_CODE);
        all.putAll(byAsset);
        all.put(asset, next);
        return new RecentRequests(all);
    }

    /** What was asked for within the 24 hours up to that time, and that amount on top. */
    public Amount lately(Asset asset, Instant at, Amount more) {
        long first = hourOf(at) - HOURS;
        return byAsset.getOrDefault(asset, List.of()).stream()
                .filter(hour -> hour.number() >= first)
                .map(Hour::sum)
                .reduce(more, RecentRequests::capped);
    }

    private static long last(List<Hour> hours) {
        return hours.getLast().number();
    }

    private static long hourOf(Instant at) {
        return Math.floorDiv(at.getEpochSecond(), TimeUnit.HOURS.toSeconds(1));
    }

    /** Money may go round so often that the sum is above what an amount can say. */
    private static Amount capped(Amount one, Amount other) {
        BigInteger sum = one.units().add(other.units());
        return new Amount(sum.min(Amount.MOST_UNITS));
    }
}
