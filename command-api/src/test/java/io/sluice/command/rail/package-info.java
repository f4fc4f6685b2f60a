/** Tests of the rails that come along. */
@NullMarked
package io.sluice.command.rail;

import org.jspecify.annotations.NullMarked;
