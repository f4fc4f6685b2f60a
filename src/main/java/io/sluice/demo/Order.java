package io.sluice.demo;

import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;

/**
 * A withdrawal that a customer wants.
 *
 * @param key the idempotency key, the same for every attempt
 */
record Order(String account, String key, Asset asset, Network network, Amount amount, Amount fee) {}
