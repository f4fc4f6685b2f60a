/** Pauses and resumptions. */
@NullMarked
package io.sluice.command.circuit;

import org.jspecify.annotations.NullMarked;
