package io.sluice.command.bus;

import io.sluice.command.bus.StateMemory.Remembered;
import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.AccountState.Existing;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.wire.AccountSnapshot;
import io.sluice.log.CountedEntry;
import io.sluice.log.EventView;
import io.sluice.log.IndexNotes;
import io.sluice.log.PartitionFollower;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One partition's snapshots of accounts, notes {@code snapshot/account/2/<account>} in its index.
 * While the partition is served here, they are offered by those who load accounts. What is offered
 * may rest on speculation, so it waits: it is noted with the first entry that begins behind
 * everything it rests on, if nothing foreign counted in between. While entries are only read, they
 * are taken of what is read. Loop thread only.
 */
final class PartitionSnapshots implements PartitionFollower {

    /**
     * After so many events of an account, which are those of some six withdrawals, its next
     * snapshot is taken. After a restart accounts are loaded by the thousand, and an event that is
     * read from the disk takes some 50 us.
     */
    static final int EVERY = 25;

    /** So many may wait; any more are offered again with their account's next load. */
    static final int MOST_WAITING = 1_000;

    private static final Logger LOG = LoggerFactory.getLogger(PartitionSnapshots.class);
    private static final String PREFIX = "snapshot/account/2/";

    private record Waiting(AccountSnapshot snapshot, long epoch) {}

    private record Index(EventView events, IndexNotes notes) {}

    private final LongSupplier epoch;
    private final BooleanSupplier serves;
    private final int every;
    private final ReadAccounts readAccounts;
    private final Map<AccountId, Waiting> waiting = new LinkedHashMap<>();
    private Optional<Index> index = Optional.empty();

    /**
     * @param epoch the partition's speculation epoch
     * @param serves whether commands are taken here now
     */
    PartitionSnapshots(LongSupplier epoch, BooleanSupplier serves) {
        this(epoch, serves, EVERY);
    }

    PartitionSnapshots(LongSupplier epoch, BooleanSupplier serves, int every) {
        this.epoch = epoch;
        this.serves = serves;
        this.every = every;
        this.readAccounts = new ReadAccounts(every, this::find);
    }

    @Override
    public String name() {
        return "account-snapshots/3";
    }

    @Override
    public void resume(EventView events, IndexNotes notes) {
        index = Optional.of(new Index(events, notes));
    }

    Optional<Remembered<AccountState>> find(AccountId id) {
        return index.flatMap(
                kept ->
                        kept.notes()
                                .get(PREFIX + id)
                                .flatMap(json -> read(id, json))
                                .filter(found -> isWithin(found, kept.events()))
                                .map(found -> new Remembered<>(found.account(), found.known())));
    }

    private static Optional<AccountSnapshot> read(AccountId id, byte[] json) {
        try {
            AccountSnapshot snapshot = AccountSnapshot.decode(json);
            if (snapshot.account().accountId().equals(id)) {
                return Optional.of(snapshot);
            }
            LOG.warn("the snapshot of {} is of {}: its events are read", id, snapshot.account());
        } catch (IllegalArgumentException unreadable) {
            LOG.warn("the snapshot of {} cannot be read: its events are", id, unreadable);
        }
        return Optional.empty();
    }

    private static boolean isWithin(AccountSnapshot snapshot, EventView confirmed) {
        if (snapshot.known() <= confirmed.nextSequence()) {
            return true;
        }
        LOG.warn("a snapshot is ahead of its index: events are read for {}", snapshot);
        return false;
    }

    Remembered<AccountState> offer(AccountId id, long at, Remembered<AccountState> state) {
        if (state.sinceSnapshot() < every || !(state.state() instanceof Existing account)) {
            return state;
        }
        forgetOtherThan(at);
        if (waiting.size() >= MOST_WAITING || waiting.containsKey(id)) {
            return state;
        }
        waiting.put(id, new Waiting(new AccountSnapshot(account, state.known()), at));
        return new Remembered<>(state.state(), state.known());
    }

    /** What was lost to a gap may never have happened. */
    private void forgetOtherThan(long current) {
        waiting.values().removeIf(one -> one.epoch() != current);
    }

    @Override
    public void onCounted(CountedEntry entry, IndexNotes notes) {
        if (!waiting.isEmpty()) {
            noteWaiting(entry, notes);
        }
        if (serves.getAsBoolean()) {
            readAccounts.forget();
        } else {
            index.ifPresent(
                    kept ->
                            readAccounts.read(
                                    entry, kept.events(), snapshot -> note(snapshot, notes)));
        }
    }

    /** Whatever waits was offered in the order of what it rests on. */
    private void noteWaiting(CountedEntry entry, IndexNotes notes) {
        forgetOtherThan(epoch.getAsLong());
        Iterator<Waiting> next = waiting.values().iterator();
        while (next.hasNext()) {
            AccountSnapshot snapshot = next.next().snapshot();
            if (snapshot.known() > entry.firstSequence()) {
                return;
            }
            note(snapshot, notes);
            next.remove();
        }
    }

    private static void note(AccountSnapshot snapshot, IndexNotes notes) {
        notes.put(PREFIX + snapshot.account().accountId(), snapshot.encode());
    }
}
