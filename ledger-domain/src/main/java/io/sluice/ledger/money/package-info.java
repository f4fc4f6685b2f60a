/** Amounts in smallest units, assets, networks and the catalogue that joins them. */
@NullMarked
package io.sluice.ledger.money;

import org.jspecify.annotations.NullMarked;
