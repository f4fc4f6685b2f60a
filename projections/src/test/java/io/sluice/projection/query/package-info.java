/** The HTTP queries against a real PostgreSQL. */
@NullMarked
package io.sluice.projection.query;

import org.jspecify.annotations.NullMarked;
