/** One withdrawal's states, and the decisions that move it from requested to gone or back. */
@NullMarked
package io.sluice.ledger.withdrawal;

import org.jspecify.annotations.NullMarked;
