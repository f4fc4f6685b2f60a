package io.sluice.command.http;

import io.sluice.command.json.Fields;
import io.sluice.command.json.Malformed;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import java.util.LinkedHashMap;
import java.util.Map;

/** A pause's scope in JSON. Whether asset and network are known is decided later. */
final class Scopes {

    private static final int LONGEST_ASSET = 16;
    private static final int LONGEST_NETWORK = 32;

    private Scopes() {}

    static Scope parse(Fields scope) {
        String kind = scope.text("kind", Texts.LONGEST_CODE);
        Scope parsed =
                switch (kind) {
                    case "ALL" -> new Scope.All();
                    case "ASSET" -> new Scope.OfAsset(asset(scope));
                    case "NETWORK" -> new Scope.OfNetwork(network(scope));
                    case "ASSET_NETWORK" ->
                            new Scope.OfAssetAndNetwork(asset(scope), network(scope));
                    default ->
                            throw Malformed.field(
                                    "scope.kind",
                                    "must be one of ALL, ASSET, NETWORK, ASSET_NETWORK");
                };
        scope.end();
        return parsed;
    }

    /** What is too long to be in any catalogue is not in ours. */
    private static Asset asset(Fields scope) {
        String code = scope.text("asset", Texts.LONGEST_CODE);
        if (code.length() > LONGEST_ASSET) {
            throw new RefusedException(ErrorCode.UNKNOWN_ASSET, "There is no such asset.");
        }
        return new Asset(code);
    }

    private static Network network(Fields scope) {
        String name = scope.text("network", Texts.LONGEST_CODE);
        if (name.length() > LONGEST_NETWORK) {
            throw new RefusedException(ErrorCode.UNKNOWN_NETWORK, "There is no such network.");
        }
        return new Network(name);
    }

    static Map<String, Object> json(Scope scope) {
        Map<String, Object> json = new LinkedHashMap<>();
        switch (scope) {
            case Scope.All all -> json.put("kind", "ALL");
            case Scope.OfAsset(Asset asset) -> {
                json.put("kind", "ASSET");
                json.put("asset", asset.code());
            }
            case Scope.OfNetwork(Network network) -> {
                json.put("kind", "NETWORK");
                json.put("network", network.name());
            }
            case Scope.OfAssetAndNetwork(Asset asset, Network network) -> {
                json.put("kind", "ASSET_NETWORK");
                json.put("asset", asset.code());
                json.put("network", network.name());
            }
        }
        return json;
    }
}
