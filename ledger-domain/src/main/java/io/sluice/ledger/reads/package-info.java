/** The port through which queries ask a partition's owner when the projection cannot answer. */
@NullMarked
package io.sluice.ledger.reads;

import org.jspecify.annotations.NullMarked;
