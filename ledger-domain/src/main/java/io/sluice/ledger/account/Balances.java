package io.sluice.ledger.account;

import io.sluice.ledger.money.Asset;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** An account's balances by asset, in the order of asset codes. An asset never held is zero. */
public record Balances(Map<Asset, Balance> byAsset) {

    private static final Comparator<Asset> BY_CODE = Comparator.comparing(Asset::code);

    static final Balances NONE = new Balances(Map.of());

    public Balances {
        TreeMap<Asset, Balance> sorted = new TreeMap<>(BY_CODE);
        sorted.putAll(byAsset);
        byAsset = Collections.unmodifiableMap(sorted);
    }

    public Balance of(Asset asset) {
        return byAsset.getOrDefault(asset, Balance.ZERO);
    }

    /** Whether nothing is available, reserved or in transit; only then may the account close. */
    public boolean areZero() {
        return byAsset.values().stream().allMatch(Balance::isZero);
    }

    Balances move(Asset asset, UnaryOperator<Balance> move) {
        TreeMap<Asset, Balance> next = new TreeMap<>(BY_CODE);
        next.putAll(byAsset);
        next.put(asset, move.apply(of(asset)));
        return new Balances(next);
    }
}
