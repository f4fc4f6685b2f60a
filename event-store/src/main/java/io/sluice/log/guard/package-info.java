/**
 * Keeps the guard of each partition in a file: the place that the log must still contain at the
 * next start. Format: src/docs/chain-log.md, "The guard".
 */
@NullMarked
package io.sluice.log.guard;

import org.jspecify.annotations.NullMarked;
