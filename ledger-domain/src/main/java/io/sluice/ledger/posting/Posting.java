package io.sluice.ledger.posting;

import io.sluice.ledger.money.Asset;
import java.math.BigInteger;

/**
 * One line of the books.
 *
 * @param signedUnits smallest units of the asset; debit positive, credit negative, never zero
 */
public record Posting(LedgerAccount account, Asset asset, BigInteger signedUnits) {}
