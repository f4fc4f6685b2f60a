/** Tests of the storage engines. */
@NullMarked
package io.sluice.log.axon;

import org.jspecify.annotations.NullMarked;
