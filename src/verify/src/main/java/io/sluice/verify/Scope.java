package io.sluice.verify;

import java.util.Map;
import java.util.Set;

/**
 * What a pause covers; a part that its kind does not name is empty and covers everything.
 *
 * @param kind as it stands in the payload
 */
record Scope(String kind, String asset, String network) {

    static Scope of(Json json) throws UnreadableException {
        if (!(json instanceof Json.Obj(Map<String, Json> members))
                || !(members.get("kind") instanceof Json.Text(String kind))) {
            throw new UnreadableException("the scope has no kind");
        }
        Set<String> named =
                switch (kind) {
                    case "ALL" -> Set.of("kind");
                    case "ASSET" -> Set.of("kind", "asset");
                    case "NETWORK" -> Set.of("kind", "network");
                    case "ASSET_NETWORK" -> Set.of("kind", "asset", "network");
                    default -> throw new UnreadableException("no such scope: " + kind);
                };
        Members exact = Members.of("the scope", json, named, Set.of());
        return new Scope(
                kind,
                named.contains("asset") ? named(exact, "asset") : "",
                named.contains("network") ? named(exact, "network") : "");
    }

    private static String named(Members members, String name) throws UnreadableException {
        String value = members.text(name);
        if (value.isEmpty()) {
            throw new UnreadableException("the scope names no " + name);
        }
        return value;
    }

    boolean covers(String ofAsset, String ofNetwork) {
        return (asset.isEmpty() || asset.equals(ofAsset))
                && (network.isEmpty() || network.equals(ofNetwork));
    }

    @Override
    public String toString() {
        return kind
                + (asset.isEmpty() ? "" : " " + asset)
                + (network.isEmpty() ? "" : " " + network);
    }
}
