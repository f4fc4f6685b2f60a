package io.sluice.command.rail;

import io.sluice.command.payout.Lane;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.money.Network;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Which rail each lane of the catalogue is released to. A rail serves {@code *}, a network, an
 * asset, or an asset on a network ({@code USDT/tron}); the narrowest wins, and two that are as
 * narrow are an error, as is a lane that none serves.
 */
final class Serving implements Function<Lane, Optional<String>> {

    private final Map<Lane, String> rails;

    private Serving(Map<Lane, String> rails) {
        this.rails = Map.copyOf(rails);
    }

    /** One entry of a rail's {@code serves}. */
    private record Claim(String rail, String serves) {

        /** 0 where it does not cover the lane; the narrower, the more. */
        int narrowness(Lane lane) {
            String asset = lane.asset().code();
            String network = lane.network().name();
            if (serves.equals(asset + "/" + network)) {
                return 3;
            }
            if (serves.equals(asset) || serves.equals(network)) {
                return 2;
            }
            return serves.equals("*") ? 1 : 0;
        }
    }

    static Serving of(Map<String, List<String>> serves, Catalogue catalogue) {
        List<Claim> claims =
                serves.entrySet().stream()
                        .flatMap(
                                rail ->
                                        rail.getValue().stream()
                                                .map(what -> new Claim(rail.getKey(), what)))
                        .toList();
        Map<Lane, String> rails = new HashMap<>();
        for (Asset asset : catalogue.assets()) {
            for (Network network : catalogue.networks(asset)) {
                Lane lane = new Lane(asset, network);
                rails.put(lane, railOf(lane, claims));
            }
        }
        for (Claim claim : claims) {
            if (rails.keySet().stream().noneMatch(lane -> claim.narrowness(lane) > 0)) {
                throw wrong(claim, "is no asset, network or asset/network of the catalogue");
            }
        }
        return new Serving(rails);
    }

    private static String railOf(Lane lane, List<Claim> claims) {
        int narrowest = claims.stream().mapToInt(claim -> claim.narrowness(lane)).max().orElse(0);
        if (narrowest == 0) {
            throw new RailSettingsException(
                    "no rail serves %s on %s: add it to sluice.rails.<name>.serves"
                            .formatted(lane.asset().code(), lane.network().name()));
        }
        List<Claim> best =
                claims.stream().filter(claim -> claim.narrowness(lane) == narrowest).toList();
        List<String> names = best.stream().map(Claim::rail).distinct().toList();
        if (names.size() > 1) {
            throw wrong(
                    best.getFirst(),
                    "serves %s on %s as well as rail %s does"
                            .formatted(lane.asset().code(), lane.network().name(), names.get(1)));
        }
        return names.getFirst();
    }

    private static RailSettingsException wrong(Claim claim, String why) {
        return new RailSettingsException(
                "sluice.rails.%s.serves: %s %s".formatted(claim.rail(), claim.serves(), why));
    }

    @Override
    public Optional<String> apply(Lane lane) {
        return Optional.ofNullable(rails.get(lane));
    }
}
