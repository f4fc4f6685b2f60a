/**
 * From events to rows: a batch is folded in memory and written once, in the transaction that moves
 * the token.
 */
@NullMarked
package io.sluice.projection.fold;

import org.jspecify.annotations.NullMarked;
