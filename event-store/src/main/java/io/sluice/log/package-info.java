/**
 * The chain log's vocabulary: positions, events as they are stored, and the ports between the
 * writer and whatever keeps the records. Knows nothing of withdrawals.
 */
@NullMarked
package io.sluice.log;

import org.jspecify.annotations.NullMarked;
