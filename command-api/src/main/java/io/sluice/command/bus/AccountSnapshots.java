package io.sluice.command.bus;

import io.sluice.command.bus.StateMemory.Remembered;
import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.id.AccountId;
import io.sluice.log.PartitionFollower;
import java.util.List;
import java.util.Optional;
import java.util.function.IntPredicate;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;

/** Snapshots of accounts in all partitions; each partition's follower keeps its own. */
public final class AccountSnapshots implements StateSnapshots<AccountId, AccountState> {

    private final List<PartitionSnapshots> partitions;

    /**
     * @param epochOf a partition's speculation epoch
     * @param serves whether a partition takes commands here now
     */
    public AccountSnapshots(int partitions, ToLongFunction<Integer> epochOf, IntPredicate serves) {
        this.partitions =
                IntStream.range(0, partitions)
                        .mapToObj(
                                p ->
                                        new PartitionSnapshots(
                                                () -> epochOf.applyAsLong(p), () -> serves.test(p)))
                        .toList();
    }

    /** What keeps the partition's snapshots in its index; without it there are none. */
    public PartitionFollower follower(int partition) {
        return partitions.get(partition);
    }

    @Override
    public Optional<Remembered<AccountState>> find(int partition, AccountId id) {
        return partitions.get(partition).find(id);
    }

    @Override
    public Remembered<AccountState> offer(
            int partition, AccountId id, long epoch, Remembered<AccountState> state) {
        return partitions.get(partition).offer(id, epoch, state);
    }
}
