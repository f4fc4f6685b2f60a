package io.sluice.command.payout;

import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;

/** Withdrawals of one asset on one network: what a pause covers or not, as a whole. */
public record Lane(Asset asset, Network network) {}
