/** Tests of the chain's format. */
@NullMarked
package io.sluice.log.chain;

import org.jspecify.annotations.NullMarked;
