package io.sluice.command.http;

import io.sluice.command.payout.Lane;
import io.sluice.ledger.money.Catalogue;
import java.util.List;

/** Every asset on every network that it travels on, in the catalogue's order. */
final class Lanes {

    private Lanes() {}

    static List<Lane> of(Catalogue catalogue) {
        return catalogue.assets().stream()
                .flatMap(
                        asset ->
                                catalogue.networks(asset).stream()
                                        .map(network -> new Lane(asset, network)))
                .toList();
    }
}
