package io.sluice.command.circuit;

import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.ResumptionId;
import io.sluice.log.LogPosition;
import java.util.List;

/**
 * How far a resumption has come.
 *
 * @param decidedAt one position a pause, in its home partition
 * @param resumedAt by pause, then partition
 * @param pending partitions in which at least one of the pauses has not ended yet
 * @param repeated whether it was decided before it was asked for
 */
public record ResumptionAnswer(
        ResumptionId resumptionId,
        List<PauseId> pauseIds,
        List<LogPosition> decidedAt,
        List<LogPosition> resumedAt,
        List<Integer> pending,
        boolean repeated) {}
