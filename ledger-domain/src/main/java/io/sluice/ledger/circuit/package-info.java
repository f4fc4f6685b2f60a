/** Pauses as a set by id: scope, mode, and the rules by which pause and resume meet. */
@NullMarked
package io.sluice.ledger.circuit;

import org.jspecify.annotations.NullMarked;
