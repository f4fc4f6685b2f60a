/**
 * The gate under fire: the product and a broker of its own as processes that are stopped and
 * killed, a client that asks again with the same keys, and afterwards the raw log as the witness.
 */
@NullMarked
package io.sluice.bench.fire;

import org.jspecify.annotations.NullMarked;
