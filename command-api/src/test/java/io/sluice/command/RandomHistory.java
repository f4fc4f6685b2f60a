package io.sluice.command;

import io.sluice.command.bus.LedgerEventMessages;
import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.approval.ApprovalNeed;
import io.sluice.ledger.approval.ApprovalRule;
import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.ReasonClass;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.event.Admission;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountEvent;
import io.sluice.ledger.event.LedgerEvent.CircuitEvent;
import io.sluice.ledger.event.LedgerEvent.WithdrawalEvent;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.DepositId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.ResumptionId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.RailTerms;
import io.sluice.ledger.withdrawal.WithdrawalState;
import io.sluice.log.CountedEntry;
import io.sluice.log.Head;
import io.sluice.log.LogPosition;
import io.sluice.log.StoredEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;

/**
 * Entries of one partition as no decision would forbid them, at random: whatever is proposed counts
 * if the states that it moves can follow it. An entry may hold events of several withdrawals.
 */
public final class RandomHistory {

    public static final List<AccountId> ACCOUNTS =
            List.of(
                    new AccountId("a"),
                    new AccountId("b"),
                    new AccountId("c"),
                    new AccountId("d"),
                    new AccountId("e"));
    public static final List<Scope> SCOPES =
            List.of(
                    new Scope.All(),
                    new Scope.OfAsset(World.BTC),
                    new Scope.OfNetwork(World.ETHEREUM),
                    new Scope.OfAssetAndNetwork(World.ETH, World.ETHEREUM));
    private static final int MOST_IN_AN_ENTRY = 6;
    private static final int RECENT = 30;

    private final Random random;
    private final Map<AccountId, AccountState> accounts = new HashMap<>();
    private final Map<WithdrawalId, WithdrawalState> withdrawals = new HashMap<>();
    private final List<WithdrawalEvent> requests = new ArrayList<>();
    private final List<PauseId> pauses = new ArrayList<>();
    private CircuitState circuit = CircuitState.initial();
    private Instant time = Instant.parse("2026-11-22T16:59:00.123456Z");
    private long offset;
    private long sequence;

    public RandomHistory(long seed) {
        this.random = new Random(seed);
        ACCOUNTS.forEach(account -> accounts.put(account, AccountState.initial()));
    }

    public AccountState account(AccountId id) {
        return accounts.getOrDefault(id, AccountState.initial());
    }

    public List<PauseId> pauses() {
        return pauses;
    }

    /** The next entry; void records may stand before it. */
    public CountedEntry next() {
        offset += 1 + (random.nextInt(10) == 0 ? random.nextInt(3) : 0);
        time = time.plusMillis(random.nextInt(20));
        long first = sequence;
        List<StoredEvent> events = new ArrayList<>();
        if (random.nextInt(25) == 0) {
            circuitEvent().ifPresent(events::add);
        } else {
            int tries = random.nextInt(MOST_IN_AN_ENTRY);
            for (int i = 0; i < tries; i++) {
                accountEvent().ifPresent(events::add);
            }
        }
        return new CountedEntry(
                new LogPosition(0, offset, "%08x".formatted(offset)),
                Head.of(new byte[Head.BYTES]),
                time,
                Optional.empty(),
                first,
                events);
    }

    private Optional<StoredEvent> circuitEvent() {
        CircuitEvent event =
                switch (random.nextInt(6)) {
                    case 0, 1 -> opened(newPause());
                    case 2 -> opened(pauses.isEmpty() ? newPause() : any(pauses));
                    case 4 -> asked(pauses.isEmpty() ? newPause() : any(pauses));
                    case 3 -> decided(pauses.isEmpty() ? newPause() : any(pauses));
                    default -> resumed(pauses.isEmpty() ? newPause() : any(pauses));
                };
        circuit = circuit.evolve((LedgerEvent) event, sequence);
        return Optional.of(stored((LedgerEvent) event));
    }

    private PauseId newPause() {
        pauses.add(new PauseId(uuid()));
        return pauses.getLast();
    }

    private LedgerEvent.PauseOpened opened(PauseId id) {
        return opened(id, any(SCOPES), random.nextBoolean() ? PauseMode.HOLD : PauseMode.REJECT);
    }

    static LedgerEvent.PauseOpened opened(PauseId id, Scope scope, PauseMode mode) {
        return new LedgerEvent.PauseOpened(
                id,
                scope,
                mode,
                "because",
                ReasonClass.DRILL,
                Optional.empty(),
                "drill",
                Optional.empty(),
                "tester");
    }

    private LedgerEvent.ResumptionDecided decided(PauseId id) {
        return new LedgerEvent.ResumptionDecided(
                new ResumptionId(uuid()), List.of(id), id, "over", rate(), "tester");
    }

    private LedgerEvent.ResumptionAsked asked(PauseId id) {
        return new LedgerEvent.ResumptionAsked(
                new ResumptionId(uuid()), List.of(id), id, "over", rate(), "tester", 1, 2);
    }

    private LedgerEvent.PauseResumed resumed(PauseId id) {
        return new LedgerEvent.PauseResumed(id, new ResumptionId(uuid()), "0:1:9f2ac41b", rate());
    }

    private Optional<Integer> rate() {
        return random.nextBoolean() ? Optional.of(1 + random.nextInt(50)) : Optional.empty();
    }

    private Optional<StoredEvent> accountEvent() {
        AccountEvent event = random.nextInt(3) > 0 ? ofAWithdrawal() : ofAnAccount();
        try {
            AccountState account = account(event.accountId()).evolve((LedgerEvent) event);
            if (event instanceof WithdrawalEvent about) {
                withdrawals.put(
                        about.withdrawalId(),
                        withdrawals
                                .getOrDefault(about.withdrawalId(), WithdrawalState.initial())
                                .evolve((LedgerEvent) about, sequence));
                if (about instanceof LedgerEvent.WithdrawalRequested) {
                    requests.add(about);
                }
            }
            accounts.put(event.accountId(), account);
            return Optional.of(stored((LedgerEvent) event));
        } catch (IllegalStateException | IllegalArgumentException cannotFollow) {
            return Optional.empty();
        }
    }

    private AccountEvent ofAnAccount() {
        AccountId account = any(ACCOUNTS);
        return switch (random.nextInt(12)) {
            case 0 -> new LedgerEvent.AccountFrozen(account, "look");
            case 1, 2 -> new LedgerEvent.AccountUnfrozen(account, "fine");
            case 3 -> new LedgerEvent.AccountClosed(account, "bye");
            case 4, 5 -> new LedgerEvent.AccountOpened(account);
            default ->
                    new LedgerEvent.DepositCredited(
                            account,
                            new DepositId(uuid()),
                            random.nextBoolean() ? World.BTC : World.ETH,
                            Amount.of(random.nextInt(100)),
                            "reference");
        };
    }

    private AccountEvent ofAWithdrawal() {
        if (requests.isEmpty() || random.nextInt(4) == 0) {
            return request();
        }
        int back = random.nextInt(Math.min(RECENT, requests.size()));
        return moving((LedgerEvent.WithdrawalRequested) requests.get(requests.size() - 1 - back));
    }

    private LedgerEvent.WithdrawalRequested request() {
        boolean bitcoin = random.nextBoolean();
        Asset asset = bitcoin ? World.BTC : World.ETH;
        Network network = bitcoin ? World.BITCOIN : World.ETHEREUM;
        return new LedgerEvent.WithdrawalRequested(
                any(ACCOUNTS),
                new WithdrawalId(uuid()),
                asset,
                network,
                Amount.of(random.nextInt(20)),
                Amount.of(random.nextInt(3)),
                new Destination("bc1q", Optional.empty()),
                random.nextInt(4) == 0 ? Optional.empty() : Optional.of(admission()));
    }

    private Admission admission() {
        return new Admission(
                time,
                random.nextBoolean() ? Optional.empty() : Optional.of(time.plusSeconds(1)),
                random.nextInt(3) > 0
                        ? Optional.empty()
                        : Optional.of(new ApprovalNeed(List.of(ApprovalRule.AMOUNT), "tester")));
    }

    /** A person's word, or its time is up; most often it cannot follow, and is left out. */
    private WithdrawalEvent judged(LedgerEvent.WithdrawalRequested of) {
        AccountId account = of.accountId();
        WithdrawalId id = of.withdrawalId();
        return switch (random.nextInt(4)) {
            case 0 ->
                    new LedgerEvent.WithdrawalRejected(
                            account, id, of.asset(), of.amount(), of.fee(), "no");
            case 1 ->
                    new LedgerEvent.WithdrawalExpired(
                            account, id, of.asset(), of.amount(), of.fee(), time);
            default ->
                    new LedgerEvent.WithdrawalApproved(
                            account,
                            id,
                            of.asset(),
                            of.network(),
                            of.amount(),
                            of.fee(),
                            of.destination(),
                            "yes");
        };
    }

    private WithdrawalEvent moving(LedgerEvent.WithdrawalRequested of) {
        AccountId account = of.accountId();
        WithdrawalId id = of.withdrawalId();
        return switch (random.nextInt(14)) {
            case 12, 13 -> judged(of);
            case 0, 1, 2 ->
                    new LedgerEvent.WithdrawalHeld(
                            account,
                            id,
                            circuit.covering(of.asset(), of.network()).stream()
                                    .map(LedgerEvent.PauseOpened::pauseId)
                                    .toList());
            case 3, 4, 5, 6 ->
                    new LedgerEvent.WithdrawalReleased(
                            account,
                            id,
                            of.asset(),
                            of.network(),
                            of.amount(),
                            of.fee(),
                            1,
                            time.plusSeconds(60),
                            RailTerms.OF_THE_FIRST_VERSION);
            case 7 -> new LedgerEvent.WithdrawalSubmitted(account, id, "rail");
            case 8, 9 ->
                    new LedgerEvent.WithdrawalSettled(
                            account, id, of.asset(), of.amount(), of.fee(), "tx", Optional.empty());
            case 10 -> new LedgerEvent.WithdrawalOutcomeUnknown(account, id, "timeout");
            default ->
                    random.nextBoolean()
                            ? new LedgerEvent.WithdrawalFailed(
                                    account,
                                    id,
                                    of.asset(),
                                    of.amount(),
                                    of.fee(),
                                    "refused",
                                    Optional.empty())
                            : new LedgerEvent.WithdrawalCancelled(
                                    account, id, of.asset(), of.amount(), of.fee(), "no more");
        };
    }

    private StoredEvent stored(LedgerEvent event) {
        sequence++;
        return LedgerEventMessages.stored(
                event, "test", new CommandHeader(uuid(), "tester", Optional.empty(), time));
    }

    private UUID uuid() {
        return new UUID(random.nextLong(), random.nextLong());
    }

    private <T> T any(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
