/**
 * The gate: pauses fanned out to all partitions as barriers, resumptions decided once and then
 * carried into each partition, and what this node knows of both.
 */
@NullMarked
package io.sluice.command.circuit;

import org.jspecify.annotations.NullMarked;
