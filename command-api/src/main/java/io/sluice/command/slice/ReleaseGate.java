package io.sluice.command.slice;

import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;

/**
 * What this node must not release although the log does not say so yet: a pause was asked of it and
 * is on its way.
 */
@FunctionalInterface
public interface ReleaseGate {

    boolean isShut(Asset asset, Network network);
}
