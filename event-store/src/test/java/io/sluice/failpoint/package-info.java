/** Tests of the places at which a process can be made to end. */
@NullMarked
package io.sluice.failpoint;

import org.jspecify.annotations.NullMarked;
