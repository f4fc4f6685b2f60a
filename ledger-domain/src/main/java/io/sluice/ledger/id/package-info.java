/**
 * Identities: what accounts, withdrawals, deposits and pauses are called, and ids that follow from
 * names.
 */
@NullMarked
package io.sluice.ledger.id;

import org.jspecify.annotations.NullMarked;
