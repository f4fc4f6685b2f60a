package io.sluice.ledger.withdrawal;

import java.util.Optional;

/**
 * Where the money goes: an address of the network (1 to 256 characters) and, where the network
 * wants one, a memo.
 */
public record Destination(String address, Optional<String> memo) {}
