package io.sluice.command.payout;

import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import java.util.Comparator;

/** Withdrawals of one asset on one network: what a pause covers or not, as a whole. */
public record Lane(Asset asset, Network network) {

    /** By asset, then network. */
    static final Comparator<Lane> ORDER =
            Comparator.<Lane, String>comparing(lane -> lane.asset().code())
                    .thenComparing(lane -> lane.network().name());
}
