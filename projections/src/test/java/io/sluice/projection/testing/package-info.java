/** A ledger in memory and a PostgreSQL in a test's own folder. */
@NullMarked
package io.sluice.projection.testing;

import org.jspecify.annotations.NullMarked;
