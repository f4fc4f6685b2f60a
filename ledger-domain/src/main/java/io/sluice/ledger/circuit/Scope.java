package io.sluice.ledger.circuit;

import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;

/** What a pause covers. One account is frozen, not paused. */
public sealed interface Scope {

    boolean covers(Asset asset, Network network);

    record All() implements Scope {
        @Override
        public boolean covers(Asset asset, Network network) {
            return true;
        }
    }

    record OfAsset(Asset asset) implements Scope {
        @Override
        public boolean covers(Asset asset, Network network) {
            return this.asset.equals(asset);
        }
    }

    record OfNetwork(Network network) implements Scope {
        @Override
        public boolean covers(Asset asset, Network network) {
            return this.network.equals(network);
        }
    }

    record OfAssetAndNetwork(Asset asset, Network network) implements Scope {
        @Override
        public boolean covers(Asset asset, Network network) {
            return this.asset.equals(asset) && this.network.equals(network);
        }
    }
}
