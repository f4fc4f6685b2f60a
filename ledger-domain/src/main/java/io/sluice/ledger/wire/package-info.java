/**
 * The frozen JSON of events, as {@code src/docs/events.md} specifies it for strangers; the one
 * package that may use Jackson.
 */
@NullMarked
package io.sluice.ledger.wire;

import org.jspecify.annotations.NullMarked;
