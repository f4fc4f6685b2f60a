package io.sluice.bench.fire;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * What a pause covers, as the published page says it and not as the product does it.
 *
 * @param asset any, where it is absent
 * @param network any, where it is absent
 */
record Scope(Optional<String> asset, Optional<String> network) {

    static final Scope ALL = new Scope(Optional.empty(), Optional.empty());

    private static final int KINDS = 4;

    /** Each kind as often. */
    static Scope any(RandomGenerator random) {
        Lane lane = Lane.any(random);
        int kind = random.nextInt(KINDS);
        return new Scope(
                Optional.of(lane.asset()).filter(_ -> (kind & 1) != 0),
                Optional.of(lane.network()).filter(_ -> (kind & 2) != 0));
    }

    boolean covers(String ofAsset, String ofNetwork) {
        return asset.orElse(ofAsset).equals(ofAsset) && network.orElse(ofNetwork).equals(ofNetwork);
    }

    String json() {
        String members =
                asset.map(code -> ",\"asset\":\"" + code + "\"").orElse("")
                        + network.map(name -> ",\"network\":\"" + name + "\"").orElse("");
        return "{\"kind\":\"" + kind() + "\"" + members + "}";
    }

    private String kind() {
        if (asset.isPresent()) {
            return network.isPresent() ? "ASSET_NETWORK" : "ASSET";
        }
        return network.isPresent() ? "NETWORK" : "ALL";
    }
}
