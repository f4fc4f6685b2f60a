package io.sluice.command.bus;

import io.sluice.command.bus.StateMemory.Remembered;
import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.AccountState.Existing;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountEvent;
import io.sluice.ledger.event.LedgerEvent.AccountOpened;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.wire.AccountSnapshot;
import io.sluice.ledger.wire.EventTags;
import io.sluice.log.CountedEntry;
import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the accounts of entries that are only read, by a node that catches up or stands by: no
 * command loads these, and without snapshots the first one would read a busy account's history
 * whole, on the loop. Keeps those that were met last, so the busy ones. An account that it does not
 * know is looked up now and then, at little cost, which in the end finds whoever is busy.
 *
 * <p>Snapshots are disposable: an account whose events contradict one another has none, and keeps
 * nobody else from being read. Loop thread only.
 */
final class ReadAccounts {

    private static final Logger LOG = LoggerFactory.getLogger(ReadAccounts.class);

    /** At most one look-up in so many events, */
    static final int LOOK_UP_EVERY = 1_000;

    /** and for each event that it read so many; not where it must read on. */
    private static final int EVENTS_PER_READ = 10;

    /** Where more events than these follow the snapshot, the next look-up reads on. */
    static final int MOST_READ = 20_000;

    private final int every;
    private final Function<AccountId, Optional<Remembered<AccountState>>> snapshotOf;
    private final Map<AccountId, Remembered<AccountState>> accounts =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1L;

                @Override
                protected boolean removeEldestEntry(
                        Map.@Nullable Entry<AccountId, Remembered<AccountState>> eldest) {
                    return size() > EntityKinds.REMEMBERED;
                }
            };
    private long untilLookUp;

    /**
     * @param every after so many events of an account its next snapshot is due
     * @param snapshotOf the account's last snapshot
     */
    ReadAccounts(int every, Function<AccountId, Optional<Remembered<AccountState>>> snapshotOf) {
        this.every = every;
        this.snapshotOf = snapshotOf;
    }

    /** Others change the accounts from now on. */
    void forget() {
        accounts.clear();
    }

    /**
     * Folds an entry.
     *
     * @param confirmed the partition's events, that entry's included
     * @param due told of each snapshot that it is time for
     */
    void read(CountedEntry entry, EventView confirmed, Consumer<AccountSnapshot> due) {
        for (int at = 0; at < entry.events().size(); at++) {
            if (entry.events().get(at).payload() instanceof AccountEvent event) {
                read(event, entry.firstSequence() + at, confirmed, due);
            }
        }
    }

    private void read(
            AccountEvent event, long sequence, EventView confirmed, Consumer<AccountSnapshot> due) {
        untilLookUp--;
        AccountId id = event.accountId();
        Remembered<AccountState> before = accounts.get(id);
        if (before == null) {
            before = lookedUp(event, sequence, confirmed, due);
        }
        Remembered<AccountState> after = before == null ? null : next(before, event);
        if (after == null) {
            accounts.remove(id);
        } else {
            accounts.put(id, offered(after.upTo(sequence + 1), due));
        }
    }

    /** The same, with nothing since its snapshot where that is taken now. */
    private Remembered<AccountState> offered(
            Remembered<AccountState> read, Consumer<AccountSnapshot> due) {
        if (read.sinceSnapshot() < every || !(read.state() instanceof Existing account)) {
            return read;
        }
        due.accept(new AccountSnapshot(account, read.known()));
        return new Remembered<>(read.state(), read.known());
    }

    /** What the event before left of an account that is not known, where it is time to look. */
    private @Nullable Remembered<AccountState> lookedUp(
            AccountEvent event, long sequence, EventView confirmed, Consumer<AccountSnapshot> due) {
        if (event instanceof AccountOpened) {
            return Remembered.nothing(AccountState.initial());
        }
        if (untilLookUp > 0) {
            return null;
        }
        AccountId id = event.accountId();
        @Nullable Remembered<AccountState> found =
                foldedTo(
                        sequence,
                        id,
                        snapshotOf.apply(id).orElse(Remembered.nothing(AccountState.initial())),
                        confirmed);
        if (found == null) {
            untilLookUp = LOOK_UP_EVERY;
            return null;
        }
        if (found.known() == sequence) {
            untilLookUp = Math.max(LOOK_UP_EVERY, (long) EVENTS_PER_READ * found.sinceSnapshot());
            return found;
        }
        untilLookUp = LOOK_UP_EVERY;
        if (found.state() instanceof Existing account) {
            due.accept(new AccountSnapshot(account, found.known()));
        }
        return null;
    }

    /** As far as so many events lead. */
    private static @Nullable Remembered<AccountState> foldedTo(
            long sequence, AccountId id, Remembered<AccountState> from, EventView confirmed) {
        Remembered<AccountState> folded = from;
        EventTag tag = new EventTag(EventTags.ACCOUNT, id.value());
        for (long each : confirmed.sequencesOf(tag, from.known())) {
            if (each >= sequence) {
                break;
            }
            if (folded.sinceSnapshot() == MOST_READ) {
                return folded.upTo(each);
            }
            Remembered<AccountState> next =
                    next(folded, (AccountEvent) confirmed.event(each).payload());
            if (next == null) {
                return null;
            }
            folded = next;
        }
        return folded.upTo(sequence);
    }

    /** Nothing where no decision could have written that event there. */
    private static @Nullable Remembered<AccountState> next(
            Remembered<AccountState> before, AccountEvent event) {
        try {
            return before.moved(before.state().evolve((LedgerEvent) event));
        } catch (IllegalStateException | IllegalArgumentException contradiction) {
            LOG.warn(
                    "no snapshot is taken of {}: {}",
                    event.accountId(),
                    contradiction.getMessage());
            return null;
        }
    }
}
