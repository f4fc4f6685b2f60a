/** Releases and rails. */
@NullMarked
package io.sluice.command.payout;

import org.jspecify.annotations.NullMarked;
