/** The command side of a node: commands over HTTP, the circuit, payouts, strong reads. */
@NullMarked
package io.sluice.command;

import org.jspecify.annotations.NullMarked;
