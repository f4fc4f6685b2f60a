package io.sluice.command.bus;

import io.sluice.log.Confirmed;

/**
 * What was read, and an entry at which it held.
 *
 * @param at an entry that was sent after the read was asked for
 */
public record Settled<R>(R value, Confirmed at) {}
