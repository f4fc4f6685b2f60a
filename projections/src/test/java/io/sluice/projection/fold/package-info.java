/** Batches of hand-made events against a real PostgreSQL. */
@NullMarked
package io.sluice.projection.fold;

import org.jspecify.annotations.NullMarked;
