/** Axon Framework's event storage on the chain log: one partition, and all of them. */
@NullMarked
package io.sluice.log.axon;

import org.jspecify.annotations.NullMarked;
