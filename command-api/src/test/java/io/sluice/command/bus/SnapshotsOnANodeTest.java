package io.sluice.command.bus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.command.MemoryLogs.MemoryLog;
import io.sluice.command.World;
import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.AccountState.Open;
import io.sluice.ledger.account.Balance;
import io.sluice.ledger.account.Balances;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.ReasonClass;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.command.LedgerCommand.CreditDeposit;
import io.sluice.ledger.command.LedgerCommand.OpenAccount;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountEvent;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.wire.AccountSnapshot;
import io.sluice.log.CountedEntry;
import io.sluice.log.EventView;
import io.sluice.log.IndexNotes;
import io.sluice.log.PartitionFollower;
import io.sluice.log.StoredEvent;
import io.sluice.log.writer.Barriers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SnapshotsOnANodeTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final AccountId ALICE = new AccountId("alice");
    private static final String NOTE = "snapshot/account/2/alice";

    @TempDir Path data;
    private final Notes notes = new Notes();
    private World world;

    /** Looks at the notes with every entry, until it is asked to put another there. */
    private static final class Notes implements PartitionFollower {

        private final List<AccountSnapshot> seen = new CopyOnWriteArrayList<>();
        private final AtomicReference<Optional<byte[]>> toPut =
                new AtomicReference<>(Optional.empty());
        private boolean forged;

        @Override
        public String name() {
            return "looks-at-notes/1";
        }

        @Override
        public void resume(EventView events, IndexNotes notes) {}

        @Override
        public void onCounted(CountedEntry entry, IndexNotes notes) {
            Optional<byte[]> given = toPut.getAndSet(Optional.empty());
            given.ifPresent(snapshot -> notes.put(NOTE, snapshot));
            forged |= given.isPresent();
            if (!forged) {
                notes.get(NOTE).map(AccountSnapshot::decode).ifPresent(this::note);
            }
        }

        private void note(AccountSnapshot snapshot) {
            if (seen.isEmpty() || !seen.getLast().equals(snapshot)) {
                seen.add(snapshot);
            }
        }
    }

    private static final int REMEMBERED = EntityKinds.ACCOUNT.remembered();
    private static final int AT_ONCE = 500;

    @BeforeEach
    void start() {
        world = new World(1, data, Map.of(), node -> node.writer(0).follow(notes));
        world.send(new OpenAccount(ALICE), "open");
    }

    @AfterEach
    void stop() {
        world.close();
    }

    private CompletableFuture<CommandOutcome> deposit(int number) {
        return world.commands()
                .send(
                        new CreditDeposit(ALICE, World.BTC, Amount.of(1), "r" + number),
                        World.header(ALICE, "d" + number))
                .orTimeout(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    private void deposits(int from, int to) {
        List<CompletableFuture<CommandOutcome>> sent = new ArrayList<>();
        for (int i = from; i < to; i++) {
            sent.add(deposit(i));
        }
        sent.forEach(one -> assertThat(one.join()).isInstanceOf(CommandOutcome.Accepted.class));
    }

    private long available() {
        return world.reads().account(ALICE).join().orElseThrow().balances().stream()
                .mapToLong(balance -> balance.available().units().longValueExact())
                .sum();
    }

    private AccountState foldOf(long events) {
        AccountState state = AccountState.initial();
        for (LedgerEvent event : world.events(0).stream().limit(events).toList()) {
            if (event instanceof AccountEvent about && about.accountId().equals(ALICE)) {
                state = state.evolve(event);
            }
        }
        return state;
    }

    private void assertThatAllWereTrue() {
        assertThat(notes.seen)
                .allSatisfy(
                        snapshot ->
                                assertThat((AccountState) snapshot.account())
                                        .isEqualTo(foldOf(snapshot.known())));
    }

    /** As many others are asked for as the partition remembers: this one has to be read again. */
    private void forget() {
        for (int from = 0; from < REMEMBERED; from += AT_ONCE) {
            IntStream.range(from, from + AT_ONCE)
                    .mapToObj(other -> world.reads().account(new AccountId("other-" + other)))
                    .toList()
                    .forEach(read -> read.orTimeout(SOON.toSeconds(), TimeUnit.SECONDS).join());
        }
    }

    private CompletableFuture<?> barrier(String effect, List<StoredEvent> events) {
        Barriers barriers = world.node().barriers(0);
        return barriers.direct(effect, barriers.newNonce(), Map.of(), events)
                .orTimeout(SOON.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void aBusyAccountIsKeptNowAndThenAsItsEventsSay() {
        int deposits = 3 * PartitionSnapshots.EVERY + 10;
        deposits(0, deposits);
        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            available();
                            assertThat(notes.seen).hasSizeBetween(1, 3);
                        });
        assertThatAllWereTrue();
        forget();
        assertThat(available()).isEqualTo(deposits);
    }

    private void forge(byte[] snapshot) {
        notes.toPut.set(Optional.of(snapshot));
        assertThat(available()).isNotNegative();
        await().atMost(SOON).until(() -> notes.toPut.get().isEmpty());
        forget();
    }

    private static byte[] snapshot(AccountId id, long units, long known) {
        Balance balance = new Balance(Amount.of(units), Amount.ZERO, Amount.ZERO);
        Balances balances = new Balances(Map.of(World.BTC, balance));
        return new AccountSnapshot(new Open(id, balances), known).encode();
    }

    @Test
    void aColdLoadBeginsAtTheSnapshotAndReadsWhatCameAfterIt() {
        deposits(0, 3);
        forge(snapshot(ALICE, 1_000, 2));
        assertThat(available()).isEqualTo(1_000 + 2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "of-another", "ahead", "newer"})
    void aSnapshotThatCannotBeUsedIsPassedBy(String what) {
        deposits(0, 3);
        byte[] good = snapshot(ALICE, 1_000, 2);
        forge(
                switch (what) {
                    case "of-another" -> snapshot(new AccountId("bob"), 1_000, 2);
                    case "ahead" -> snapshot(ALICE, 1_000, 1_000_000);
                    case "newer" ->
                            new String(good, StandardCharsets.UTF_8)
                                    .replace("\"version\":2", "\"version\":3")
                                    .getBytes(StandardCharsets.UTF_8);
                    default -> what.getBytes(StandardCharsets.UTF_8);
                });
        assertThat(available()).isEqualTo(3);
    }

    /**
     * What is in flight is lost, while as many foreign events count as it had: by its number alone
     * the state would seem confirmed.
     */
    @Test
    void aStateThatRestsOnWhatAGapTookAwayIsNeverKept() {
        deposits(0, PartitionSnapshots.EVERY - 2);
        assertThat(notes.seen).isEmpty();
        MemoryLog log = world.logs.partition(0);
        int lostBefore = log.lost();
        log.hangOwner(true);
        CompletableFuture<CommandOutcome> last = deposit(PartitionSnapshots.EVERY - 2);
        CompletableFuture<CommandOutcome> loadsIt = deposit(PartitionSnapshots.EVERY - 1);
        await().atMost(SOON).until(() -> log.lost() >= lostBefore + 2);
        log.quiet(true);
        List<CompletableFuture<?>> foreign =
                List.of(
                        barrier("pause-opened", List.of(pause("one"))),
                        barrier("pause-opened", List.of(pause("two"))),
                        barrier("pause-opened", List.of(pause("three"))));
        await().atMost(SOON).until(() -> log.size() >= sizeOnceAllAreThere());
        log.hangOwner(false);
        log.quiet(false);
        foreign.forEach(CompletableFuture::join);
        assertThat(last.join()).isInstanceOf(CommandOutcome.Accepted.class);
        assertThat(loadsIt.join()).isInstanceOf(CommandOutcome.Accepted.class);
        await().atMost(SOON)
                .untilAsserted(
                        () -> {
                            assertThat(available()).isEqualTo(PartitionSnapshots.EVERY);
                            assertThat(notes.seen).isNotEmpty();
                        });
        assertThatAllWereTrue();
    }

    private long sizeOnceAllAreThere() {
        return world.node().end(0).orElseThrow().offset() + 1 + 3;
    }

    private static StoredEvent pause(String key) {
        PauseOpened pause =
                new PauseOpened(
                        new PauseId(UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8))),
                        new Scope.OfAsset(World.ETH),
                        PauseMode.HOLD,
                        "because",
                        ReasonClass.DRILL,
                        Optional.empty(),
                        "drill",
                        Optional.empty(),
                        "tester");
        return LedgerEventMessages.stored(pause, "open-pause", World.circuitHeader(key));
    }
}
