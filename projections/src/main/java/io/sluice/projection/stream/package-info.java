/**
 * Axon's pooled streaming processor over the ledger: the token and the rows of a batch commit in
 * one PostgreSQL transaction, and the processor comes back by itself when PostgreSQL does.
 */
@NullMarked
package io.sluice.projection.stream;

import org.jspecify.annotations.NullMarked;
