/** The processor against a real PostgreSQL that fails, stops and comes back. */
@NullMarked
package io.sluice.projection.stream;

import org.jspecify.annotations.NullMarked;
