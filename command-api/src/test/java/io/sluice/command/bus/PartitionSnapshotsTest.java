package io.sluice.command.bus;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.command.KeptIndex;
import io.sluice.command.RandomHistory;
import io.sluice.command.bus.StateMemory.Remembered;
import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.AccountState.Closed;
import io.sluice.ledger.account.AccountState.Frozen;
import io.sluice.ledger.account.AccountState.Open;
import io.sluice.ledger.account.Balances;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.DepositId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.wire.EventTags;
import io.sluice.log.CountedEntry;
import io.sluice.log.EventTag;
import io.sluice.log.EventView;
import io.sluice.log.Head;
import io.sluice.log.LogPosition;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each seed is in the name of its run; {@code -Dsluice.seed=<seed>} runs that one alone. */
class PartitionSnapshotsTest {

    private static final int STEPS = 2_000;
    private static final int FEW = 20;
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");
    private static final AccountState OPEN = new Open(ALICE, new Balances(Map.of()));

    private final AtomicLong epoch = new AtomicLong();
    private final KeptIndex index = new KeptIndex();
    private final KeptIndex.Notes notes = new KeptIndex.Notes();
    private final AtomicBoolean serves = new AtomicBoolean(true);
    private final PartitionSnapshots snapshots =
            new PartitionSnapshots(epoch::get, serves::get, FEW);

    static List<Long> seeds() {
        Long given = Long.getLong("sluice.seed");
        return given != null ? List.of(given) : List.of(1L, 2L, 3L, System.nanoTime());
    }

    /**
     * Accounts are loaded now and then, some with what a gap takes away again; whatever is found
     * later, the events after it lead to the true state.
     */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aSnapshotAndTheEventsAfterItAreTheFoldOfAllEvents(long seed) {
        RandomHistory history = new RandomHistory(seed);
        Random random = new Random(seed);
        snapshots.resume(index, notes);
        Map<AccountId, Remembered<AccountState>> memory = new HashMap<>();
        Set<Class<?>> found = new HashSet<>();
        for (int i = 0; i < STEPS; i++) {
            AccountId account = any(random, RandomHistory.ACCOUNTS);
            Remembered<AccountState> loaded = load(account, memory);
            boolean lost = random.nextInt(4) == 0 && loaded.state() instanceof Open;
            Remembered<AccountState> offered = lost ? withAPhantom(account, loaded) : loaded;
            memory.put(account, snapshots.offer(account, epoch.get(), offered));
            if (lost || random.nextInt(50) == 0) {
                epoch.incrementAndGet();
                memory.clear();
            }
            for (CountedEntry entry : List.of(history.next(), history.next())) {
                index.add(entry);
                snapshots.onCounted(entry, notes);
            }
            for (AccountId each : RandomHistory.ACCOUNTS) {
                snapshots.find(each).ifPresent(kept -> found.add(kept.state().getClass()));
                assertThat(load(each, new HashMap<>()).state())
                        .as("seed %d step %d", seed, i)
                        .isEqualTo(history.account(each));
            }
        }
        assertThat(found).as("seed %d", seed).contains(Open.class, Frozen.class);
        assertThat(snapshots.find(new AccountId("nobody"))).isEmpty();
    }

    /** Now only read, now served too, and begun again now and then on what was noted. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void snapshotsAreTakenOfWhatIsOnlyRead(long seed) {
        RandomHistory history = new RandomHistory(seed);
        Random random = new Random(seed);
        PartitionSnapshots reading = snapshots;
        reading.resume(index, notes);
        serves.set(false);
        for (int i = 0; i < STEPS; i++) {
            if (random.nextInt(400) == 0) {
                reading = restarted();
            }
            serves.set(random.nextInt(400) == 0);
            CountedEntry entry = history.next();
            index.add(entry);
            reading.onCounted(entry, notes);
            for (AccountId each : RandomHistory.ACCOUNTS) {
                Optional<Remembered<AccountState>> kept = reading.find(each);
                assertThat(load(each, kept).state())
                        .as("seed %d step %d", seed, i)
                        .isEqualTo(history.account(each));
            }
        }
    }

    /** Of a node that only reads it. */
    private RandomHistory longHistory() {
        snapshots.resume(index, notes);
        serves.set(false);
        RandomHistory history = new RandomHistory(4);
        for (int i = 0; i < STEPS; i++) {
            CountedEntry entry = history.next();
            index.add(entry);
            snapshots.onCounted(entry, notes);
        }
        return history;
    }

    @Test
    void aBusyAccountThatIsOnlyReadIsNeverFarFromItsSnapshot() {
        longHistory();
        for (AccountId each : RandomHistory.ACCOUNTS) {
            Optional<Remembered<AccountState>> kept = snapshots.find(each);
            assertThat(kept).isPresent();
            assertThat(load(each, kept).sinceSnapshot()).isLessThan(FEW);
        }
    }

    /** What follows knows no account yet. */
    @Test
    void aBusyAccountIsFoundAgainAfterARestart() {
        AccountId busy = anOpenOne(longHistory());
        PartitionSnapshots restarted = restarted();
        long before = restarted.find(busy).orElseThrow().known();
        deposit(busy, 3 * ReadAccounts.LOOK_UP_EVERY, restarted);
        assertThat(restarted.find(busy).orElseThrow().known())
                .isGreaterThan(before + ReadAccounts.LOOK_UP_EVERY);
        assertThat(load(busy, restarted.find(busy)).sinceSnapshot()).isLessThan(FEW);
    }

    @Test
    void anAccountThatFellFarBehindItsSnapshotsIsCaughtUpWithStepByStep() {
        AccountId busy = anOpenOne(longHistory());
        serves.set(true);
        deposit(busy, ReadAccounts.MOST_READ + ReadAccounts.LOOK_UP_EVERY, snapshots);
        serves.set(false);
        PartitionSnapshots restarted = restarted();
        deposit(busy, 1, restarted);
        int left = load(busy, restarted.find(busy)).sinceSnapshot();
        assertThat(left).isBetween(FEW, 2 * ReadAccounts.LOOK_UP_EVERY);
        deposit(busy, 10 * ReadAccounts.MOST_READ, restarted);
        assertThat(load(busy, restarted.find(busy)).sinceSnapshot()).isLessThan(FEW);
    }

    @Test
    void eventsThatContradictOneAnotherKeepNobodyElseFromBeingRead() {
        AccountId busy = anOpenOne(longHistory());
        AccountId impossible = new AccountId("never-opened");
        PartitionSnapshots restarted = restarted();
        deposit(impossible, 2, restarted);
        deposit(busy, 2 * ReadAccounts.LOOK_UP_EVERY, restarted);
        deposit(impossible, 2, restarted);
        assertThat(restarted.find(impossible)).isEmpty();
        assertThat(load(busy, restarted.find(busy)).sinceSnapshot()).isLessThan(FEW);
    }

    private PartitionSnapshots restarted() {
        PartitionSnapshots restarted = new PartitionSnapshots(epoch::get, serves::get, FEW);
        restarted.resume(index, notes);
        return restarted;
    }

    private static AccountId anOpenOne(RandomHistory history) {
        return RandomHistory.ACCOUNTS.stream()
                .filter(each -> history.account(each) instanceof Open)
                .findFirst()
                .orElseThrow();
    }

    private void deposit(AccountId account, int times, PartitionSnapshots reading) {
        for (int i = 0; i < times; i++) {
            CountedEntry entry = deposit(account);
            index.add(entry);
            reading.onCounted(entry, notes);
        }
    }

    private CountedEntry deposit(AccountId account) {
        long offset = index.last().map(last -> last.offset() + 1).orElse(0L);
        LedgerEvent credited =
                new LedgerEvent.DepositCredited(
                        account,
                        new DepositId(new UUID(1, offset)),
                        new Asset("BTC"),
                        Amount.of(1),
                        "reference " + offset);
        return new CountedEntry(
                new LogPosition(0, offset, "00000000"),
                Head.of(new byte[Head.BYTES]),
                Instant.EPOCH,
                Optional.empty(),
                index.nextSequence(),
                List.of(
                        LedgerEventMessages.stored(
                                credited,
                                "test",
                                new CommandHeader(
                                        new UUID(2, offset),
                                        "tester",
                                        Optional.empty(),
                                        Instant.EPOCH))));
    }

    /** As the repository does it. */
    private Remembered<AccountState> load(
            AccountId id, Map<AccountId, Remembered<AccountState>> memory) {
        return load(id, memory.containsKey(id) ? Optional.of(memory.get(id)) : snapshots.find(id));
    }

    private Remembered<AccountState> load(AccountId id, Optional<Remembered<AccountState>> known) {
        Remembered<AccountState> state = known.orElse(Remembered.nothing(AccountState.initial()));
        EventView events = index;
        for (long sequence :
                events.sequencesOf(new EventTag(EventTags.ACCOUNT, id.value()), state.known())) {
            LedgerEvent event = (LedgerEvent) events.event(sequence).payload();
            state = state.moved(state.state().evolve(event));
        }
        return state.upTo(events.nextSequence());
    }

    private static Remembered<AccountState> withAPhantom(
            AccountId id, Remembered<AccountState> state) {
        LedgerEvent phantom =
                new LedgerEvent.DepositCredited(
                        id,
                        new DepositId(new UUID(0, 0)),
                        new Asset("BTC"),
                        Amount.of(1_000_000),
                        "never happened");
        return state.moved(state.state().evolve(phantom)).upTo(state.known() + 1);
    }

    private static <T> T any(Random random, List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    private void count() {
        long offset = index.last().map(last -> last.offset() + 1).orElse(0L);
        CountedEntry noOp =
                new CountedEntry(
                        new LogPosition(0, offset, "00000000"),
                        Head.of(new byte[Head.BYTES]),
                        Instant.EPOCH,
                        Optional.empty(),
                        index.nextSequence(),
                        List.of());
        index.add(noOp);
        snapshots.onCounted(noOp, notes);
    }

    @Test
    void aClosedAccountIsKeptAndOneThatIsAbsentNever() {
        snapshots.resume(index, notes);
        AccountState closed = new Closed(ALICE, new Balances(Map.of()));
        snapshots.offer(ALICE, 0, new Remembered<>(closed, 0, FEW));
        snapshots.offer(BOB, 0, new Remembered<>(AccountState.initial(), 0, FEW));
        count();
        assertThat(snapshots.find(ALICE)).contains(new Remembered<>(closed, 0));
        assertThat(snapshots.find(BOB)).isEmpty();
    }

    @Test
    void itIsKeptOnlyOnceEverythingThatItRestsOnHasCounted() {
        snapshots.resume(index, notes);
        RandomHistory history = new RandomHistory(1);
        snapshots.offer(ALICE, 0, new Remembered<>(OPEN, 3, FEW));
        while (index.nextSequence() < 3) {
            CountedEntry entry = history.next();
            index.add(entry);
            snapshots.onCounted(entry, notes);
            assertThat(snapshots.find(ALICE)).isEmpty();
        }
        count();
        assertThat(snapshots.find(ALICE)).contains(new Remembered<>(OPEN, 3));
    }

    @Test
    void whatIsOfferedEarlyOrBeyondTheRoomIsToBeOfferedAgain() {
        snapshots.resume(index, notes);
        Remembered<AccountState> early = new Remembered<>(OPEN, 0, FEW - 1);
        assertThat(snapshots.offer(ALICE, 0, early)).isEqualTo(early);
        Remembered<AccountState> due = new Remembered<>(OPEN, 0, FEW);
        for (int i = 0; i < PartitionSnapshots.MOST_WAITING; i++) {
            assertThat(snapshots.offer(new AccountId("a" + i), 0, due).sinceSnapshot()).isZero();
        }
        assertThat(snapshots.offer(ALICE, 0, due)).isEqualTo(due);
        count();
        assertThat(snapshots.offer(ALICE, 0, due).sinceSnapshot()).isZero();
    }
}
