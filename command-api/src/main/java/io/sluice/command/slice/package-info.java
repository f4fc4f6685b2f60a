/**
 * One small class a command: load the states that the decision rests on, decide. What was accepted
 * is appended by the bus under a condition that covers exactly what was loaded.
 */
@NullMarked
package io.sluice.command.slice;

import org.jspecify.annotations.NullMarked;
