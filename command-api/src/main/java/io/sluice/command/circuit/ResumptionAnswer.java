package io.sluice.command.circuit;

import io.sluice.ledger.event.LedgerEvent.ResumptionAsked;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.ResumptionId;
import io.sluice.log.LogPosition;
import java.util.List;

/**
 * How far a resumption has come.
 *
 * @param waiting those of the pauses for which more people must ask
 * @param askedAt one position a pause that waits, in its home partition
 * @param decidedAt one position a pause that ends, in its home partition
 * @param resumedAt by pause, then partition
 * @param pending partitions in which at least one of those that end has not ended yet
 * @param repeated whether it was asked or decided before
 */
public record ResumptionAnswer(
        ResumptionId resumptionId,
        List<PauseId> pauseIds,
        List<ResumptionAsked> waiting,
        List<LogPosition> askedAt,
        List<LogPosition> decidedAt,
        List<LogPosition> resumedAt,
        List<Integer> pending,
        boolean repeated) {}
