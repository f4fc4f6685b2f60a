/**
 * Axon's core, wired for the chain log: a command bus that runs each command on the loop of the
 * partition that its routing key names, repositories that remember immutable states, and outcomes
 * that leave only once they are durable.
 */
@NullMarked
package io.sluice.command.bus;

import org.jspecify.annotations.NullMarked;
