package io.sluice.command.circuit;

import io.sluice.ledger.event.LedgerEvent.ExtensionDecided;
import io.sluice.log.LogPosition;
import java.util.List;

/**
 * How far an extension has come.
 *
 * @param pending partitions that do not have it yet
 * @param repeated whether it was decided before it was asked for
 */
public record ExtensionAnswer(
        ExtensionDecided event, LogPosition decidedAt, List<Integer> pending, boolean repeated) {}
