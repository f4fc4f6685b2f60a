/**
 * A ledger as large as one that was used for years: written straight into the log, and the product
 * started on it and measured.
 */
@NullMarked
package io.sluice.bench.big;

import org.jspecify.annotations.NullMarked;
