package io.sluice.command.watchdog;

import io.sluice.command.payout.InStatus;
import io.sluice.command.payout.PayoutQueue;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** Whether withdrawals are older in their status than they should be. */
public final class StuckWithdrawalsProbe implements Probe {

    private static final int MOST_COUNTED = 1_000;

    private final List<PayoutQueue> partitions;
    private final Map<WithdrawalStatus, Duration> ages;
    private final long threshold;
    private final Clock clock;

    public StuckWithdrawalsProbe(
            List<PayoutQueue> partitions,
            Map<WithdrawalStatus, Duration> ages,
            CauseSettings settings,
            Clock clock) {
        this.partitions = List.copyOf(partitions);
        this.ages = ages;
        this.threshold = settings.threshold();
        this.clock = clock;
    }

    @Override
    public Finding look() {
        Instant now = clock.instant();
        List<String> told = new ArrayList<>();
        long stuck = 0;
        for (Map.Entry<WithdrawalStatus, Duration> limit : ages.entrySet()) {
            List<InStatus> old = new ArrayList<>();
            for (PayoutQueue partition : partitions) {
                old.addAll(
                        partition.olderThan(
                                limit.getKey(), now.minus(limit.getValue()), MOST_COUNTED));
            }
            if (!old.isEmpty()) {
                stuck += old.size();
                told.add(tell(limit.getKey(), limit.getValue(), old, now));
            }
        }
        return stuck < threshold ? Finding.NOTHING : Finding.of(String.join("; ", told));
    }

    private static String tell(
            WithdrawalStatus status, Duration limit, List<InStatus> old, Instant now) {
        InStatus oldest = old.stream().min(Comparator.comparing(InStatus::since)).orElseThrow();
        return "%d %s for more than %d s, the oldest %s for %d s since %d:%d"
                .formatted(
                        old.size(),
                        status,
                        limit.toSeconds(),
                        oldest.withdrawal(),
                        Duration.between(oldest.since(), now).toSeconds(),
                        oldest.partition(),
                        oldest.offset());
    }
}
