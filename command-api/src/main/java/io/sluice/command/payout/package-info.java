/**
 * Payouts: the queue of a partition as a fold of its entries, the releaser that appends RELEASED
 * right before the hand-over, and the rails that carry instructions away.
 */
@NullMarked
package io.sluice.command.payout;

import org.jspecify.annotations.NullMarked;
