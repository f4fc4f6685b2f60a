package io.sluice.projection.fold;

import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import io.sluice.ledger.withdrawal.WithdrawalTerms;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a batch makes of a withdrawal.
 *
 * @param requested when this batch requested it; else the row is there already
 * @param heldBy what the last hold in the batch named, if there was one
 * @param pauseIds all that holds in the batch named
 */
record WithdrawalChange(
        UUID id,
        int partition,
        Optional<Requested> requested,
        WithdrawalStatus status,
        Optional<List<PauseId>> heldBy,
        Set<PauseId> pauseIds,
        Instant changedAt) {

    record Requested(WithdrawalTerms terms, Instant at) {}

    WithdrawalChange to(WithdrawalStatus next, Instant at) {
        return new WithdrawalChange(id, partition, requested, next, heldBy, pauseIds, at);
    }

    WithdrawalChange held(List<PauseId> by, Instant at) {
        Set<PauseId> all = new LinkedHashSet<>(pauseIds);
        all.addAll(by);
        return new WithdrawalChange(
                id, partition, requested, WithdrawalStatus.HELD, Optional.of(by), all, at);
    }
}
