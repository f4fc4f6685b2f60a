package io.sluice.command.bus;

import io.sluice.ledger.command.CommandHeader;
import java.time.Instant;

/**
 * A command on its way, with everything that its decision must not find out for itself: it may be
 * decided more than once.
 *
 * @param name the command's wire name
 * @param route whose loop decides it
 * @param deadline after which a lost decision is not taken again
 */
public record Issued<C>(
        String name, C command, CommandHeader header, Route route, Instant deadline) {}
