/** Hand-made doubles for the tests of the chain log. */
@NullMarked
package io.sluice.log;

import org.jspecify.annotations.NullMarked;
