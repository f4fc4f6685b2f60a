package io.sluice.ledger;

import static io.sluice.ledger.testing.Sample.BITCOIN;
import static io.sluice.ledger.testing.Sample.BTC;
import static io.sluice.ledger.testing.Sample.DESTINATION;
import static io.sluice.ledger.testing.Sample.ETH;
import static io.sluice.ledger.testing.Sample.ETHEREUM;
import static io.sluice.ledger.testing.Sample.NOW;
import static io.sluice.ledger.testing.Sample.TRON;
import static io.sluice.ledger.testing.Sample.USDT;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.account.AccountStatus;
import io.sluice.ledger.approval.ApprovalPolicy;
import io.sluice.ledger.approval.ApprovalRule;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.command.LedgerCommand;
import io.sluice.ledger.command.LedgerCommand.ApplyResumption;
import io.sluice.ledger.command.LedgerCommand.ApproveWithdrawal;
import io.sluice.ledger.command.LedgerCommand.CancelWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ChangeAccountStatus;
import io.sluice.ledger.command.LedgerCommand.CreditDeposit;
import io.sluice.ledger.command.LedgerCommand.DecideResumption;
import io.sluice.ledger.command.LedgerCommand.ExpireWithdrawal;
import io.sluice.ledger.command.LedgerCommand.HoldWithdrawal;
import io.sluice.ledger.command.LedgerCommand.OpenAccount;
import io.sluice.ledger.command.LedgerCommand.RejectWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ReleaseWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ReportFailure;
import io.sluice.ledger.command.LedgerCommand.ReportSettlement;
import io.sluice.ledger.command.LedgerCommand.ReportSubmission;
import io.sluice.ledger.command.LedgerCommand.RequestWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ResolveWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.WithdrawalApproved;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRejected;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.testing.Auditor;
import io.sluice.ledger.testing.ExpiryModel;
import io.sluice.ledger.testing.InMemoryLedger;
import io.sluice.ledger.testing.Sample;
import io.sluice.ledger.testing.Withdrawals;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.Resolution;
import io.sluice.ledger.withdrawal.WithdrawalState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Commands at random, sensible and senseless, each with a key that may have been used before. After
 * every event an auditor that knows only the events recounts the books. The seed is in the name of
 * the run; {@code -Dsluice.seed=<seed>} runs that one alone.
 */
class RandomWalkTest {

    private static final int STEPS = 1_500;
    private static final List<Long> FIXED_SEEDS = List.of(1L, 2L, 3L);
    private static final List<AccountId> ACCOUNTS =
            List.of(new AccountId("a"), new AccountId("b"), new AccountId("c"));
    private static final List<Asset> ASSETS = List.of(BTC, ETH, USDT);
    private static final List<Network> NETWORKS = List.of(BITCOIN, ETHEREUM, TRON);
    private static final List<Scope> SCOPES =
            List.of(
                    new Scope.All(),
                    new Scope.OfAsset(BTC),
                    new Scope.OfNetwork(ETHEREUM),
                    new Scope.OfAssetAndNetwork(USDT, TRON));

    private static final List<Destination> DESTINATIONS =
            List.of(
                    DESTINATION,
                    new Destination("one", Optional.empty()),
                    new Destination("one", Optional.of("7")));
    private static final ApprovalPolicy POLICY =
            new ApprovalPolicy(Map.of(BTC, Amount.of(17)), Map.of(ETH, Amount.of(150)), true);

    static List<Long> seeds() {
        Long given = Long.getLong("sluice.seed");
        if (given != null) {
            return List.of(given);
        }
        return Stream.concat(FIXED_SEEDS.stream(), Stream.of(System.nanoTime())).toList();
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @DisplayName("keeps every invariant, whatever is asked")
    void keepsEveryInvariant(long seed) {
        Walk walk = walk(seed);
        assertThat(walk.verdicts.getOrDefault(Kind.ACCEPTED, 0))
                .as("seed %d is a walk that gets somewhere: %s", seed, walk.verdicts)
                .isGreaterThan(STEPS / 10);
        limited(walk.ledger.events(), seed);
    }

    /** What is rare may be missing from one walk; of walks that are always the same it is not. */
    @Test
    void getsEverywhere() {
        for (long seed : FIXED_SEEDS) {
            Walk walk = walk(seed);
            assertThat(walk.verdicts.getOrDefault(Kind.REPEATED, 0)).isPositive();
            assertThat(walk.verdicts.getOrDefault(Kind.REFUSED, 0)).isPositive();
            assertThat(walk.auditor.settledAndFailed()).as("seed %d", seed).isPositive();
            assertThat(walk.expiries.expired()).as("seed %d", seed).isPositive();
            assertThat(walk.ledger.events())
                    .as("seed %d", seed)
                    .hasAtLeastOneElementOfType(WithdrawalApproved.class)
                    .hasAtLeastOneElementOfType(WithdrawalRejected.class);
        }
    }

    /** Recounts from the events alone what of ETH went by itself within any 24 hours. */
    private static void limited(List<LedgerEvent> events, long seed) {
        List<WithdrawalRequested> asked =
                events.stream()
                        .filter(WithdrawalRequested.class::isInstance)
                        .map(WithdrawalRequested.class::cast)
                        .filter(e -> e.asset().equals(ETH))
                        .toList();
        for (WithdrawalRequested one : asked) {
            Instant at = one.admission().orElseThrow().decidedAt();
            long within =
                    asked.stream()
                            .filter(e -> e.accountId().equals(one.accountId()))
                            .filter(e -> !decidedAt(e).isAfter(at))
                            .filter(e -> decidedAt(e).isAfter(at.minus(Duration.ofHours(24))))
                            .mapToLong(e -> e.amount().units().longValueExact())
                            .sum();
            boolean fired =
                    one.approval()
                            .map(need -> need.rules().contains(ApprovalRule.DAILY_AMOUNT))
                            .orElse(false);
            // Others decided at the same instant may have come after it.
            assertThat(fired || within <= 150 || sharesItsInstant(one, asked))
                    .as("seed %d: %s, with %d asked for", seed, one, within)
                    .isTrue();
        }
    }

    private static boolean sharesItsInstant(
            WithdrawalRequested one, List<WithdrawalRequested> asked) {
        return asked.stream().filter(e -> decidedAt(e).equals(decidedAt(one))).count() > 1;
    }

    private static Instant decidedAt(WithdrawalRequested event) {
        return event.admission().orElseThrow().decidedAt();
    }

    private static Walk walk(long seed) {
        try {
            Walk walk = new Walk(seed);
            for (int step = 0; step < STEPS; step++) {
                walk.step();
            }
            return walk;
        } catch (RuntimeException broken) {
            throw new AssertionError("seed " + seed, broken);
        }
    }

    private enum Kind {
        ACCEPTED,
        REPEATED,
        REFUSED
    }

    private record Keyed(LedgerCommand command, String key, Verdict.Accepted verdict) {}

    private static final class Walk {
        private final long seed;
        private final Random random;
        private final InMemoryLedger ledger = new InMemoryLedger();
        private final Auditor auditor = new Auditor();
        private final List<Keyed> accepted = new ArrayList<>();
        private final List<WithdrawalId> withdrawals = new ArrayList<>();
        private final List<PauseId> pauses = new ArrayList<>();
        private final Map<Kind, Integer> verdicts = new EnumMap<>(Kind.class);
        private final ExpiryModel expiries;
        private int audited;

        Walk(long seed) {
            this.seed = seed;
            this.random = new Random(seed);
            this.expiries = new ExpiryModel(seed);
            ledger.approving(POLICY, random.nextBoolean());
            withdrawals.add(new WithdrawalId(Sample.uuid("none")));
            pauses.add(Sample.pauseId("none"));
            ACCOUNTS.forEach(account -> submit(new OpenAccount(account), "open"));
        }

        void step() {
            ledger.definitiveAllowed(random.nextBoolean());
            ledger.actor("person " + random.nextInt(2));
            Duration passes = Duration.ofSeconds(random.nextInt(120));
            ledger.now(ledger.now().plus(passes));
            expiries.pass(passes);
            if (!accepted.isEmpty() && random.nextInt(8) == 0) {
                repeat(any(accepted));
            } else {
                submit(command(), "k" + random.nextInt(2 * STEPS));
            }
        }

        private void submit(LedgerCommand command, String key) {
            Verdict verdict =
                    switch (command) {
                        case HoldWithdrawal _,
                                ReleaseWithdrawal _,
                                ExpireWithdrawal _,
                                ApplyResumption _ ->
                                ledger.submit(command);
                        case LedgerCommand _ -> ledger.submit(command, key);
                    };
            verdicts.merge(kind(verdict), 1, Integer::sum);
            remember(command, key, verdict);
            for (; audited < ledger.events().size(); audited++) {
                auditor.audit(ledger.events().get(audited), "seed " + seed + " event " + audited);
                expiries.saw(ledger.events().get(audited), ledger.now());
            }
            if (command instanceof LedgerCommand.AccountCommand about) {
                auditor.compare(about.accountId(), ledger.account(about.accountId()));
            }
        }

        /** What was accepted under a key is repeated for ever, whatever happened since. */
        private void repeat(Keyed before) {
            Verdict verdict = ledger.submit(before.command(), before.key());
            verdicts.merge(kind(verdict), 1, Integer::sum);
            assertThat(verdict)
                    .as("seed %d: %s", seed, before)
                    .isInstanceOfSatisfying(
                            Verdict.Repeated.class,
                            repeated ->
                                    assertThat(repeated.firstEvents())
                                            .isEqualTo(before.verdict().events()));
        }

        private void remember(LedgerCommand command, String key, Verdict verdict) {
            if (verdict instanceof Verdict.Accepted first) {
                switch (command) {
                    case HoldWithdrawal _,
                            ReleaseWithdrawal _,
                            ExpireWithdrawal _,
                            ApplyResumption _ -> {}
                    case LedgerCommand _ -> accepted.add(new Keyed(command, key, first));
                }
                switch (command) {
                    case RequestWithdrawal c ->
                            withdrawals.add(
                                    NamedIds.withdrawal(NamedIds.commandKey(c.accountId(), key)));
                    case LedgerCommand.OpenPause _ ->
                            pauses.add(NamedIds.pause(NamedIds.circuitKey(key)));
                    case LedgerCommand _ -> {}
                }
            }
        }

        private static Kind kind(Verdict verdict) {
            return switch (verdict) {
                case Verdict.Accepted _ -> Kind.ACCEPTED;
                case Verdict.Repeated _ -> Kind.REPEATED;
                case Verdict.Refused _ -> Kind.REFUSED;
            };
        }

        private LedgerCommand command() {
            AccountId account = any(ACCOUNTS);
            WithdrawalId withdrawal = recent(withdrawals);
            String word = "x" + random.nextInt(2);
            return switch (random.nextInt(29)) {
                case 0 -> new OpenAccount(account);
                case 1 -> status(account, word);
                case 2, 3, 4 ->
                        new CreditDeposit(
                                account, any(ASSETS), amount(50), "r" + random.nextInt(300));
                case 5, 6, 7, 8, 9 -> request(account);
                case 10 -> new CancelWithdrawal(owner(withdrawal), withdrawal, word);
                case 11, 12, 13, 14 ->
                        new ReleaseWithdrawal(owner(withdrawal), withdrawal, NOW, Withdrawals.RAIL);
                case 15 -> new ReportSubmission(owner(withdrawal), withdrawal, word);
                case 16, 17 -> new ReportSettlement(owner(withdrawal), withdrawal, word);
                case 18 ->
                        new ReportFailure(
                                owner(withdrawal), withdrawal, word, random.nextBoolean());
                case 19 ->
                        new ResolveWithdrawal(
                                owner(withdrawal), withdrawal, any(resolutions()), word);
                case 20 -> new HoldWithdrawal(owner(withdrawal), withdrawal);
                case 21 ->
                        random.nextBoolean()
                                ? Sample.openPause(any(SCOPES), any(List.of(PauseMode.values())))
                                : apply();
                case 22 -> decide(recent(pauses));
                case 23, 24 -> new ApproveWithdrawal(owner(withdrawal), withdrawal, word);
                case 25 -> new RejectWithdrawal(owner(withdrawal), withdrawal, word);
                case 26, 27 -> new ExpireWithdrawal(owner(withdrawal), withdrawal);
                default -> apply();
            };
        }

        /** Mostly back to open, so that the walk goes on. */
        private ChangeAccountStatus status(AccountId account, String word) {
            AccountStatus[] statuses = AccountStatus.values();
            AccountStatus status =
                    random.nextInt(3) > 0
                            ? AccountStatus.OPEN
                            : statuses[random.nextInt(statuses.length)];
            return new ChangeAccountStatus(account, status, word);
        }

        private RequestWithdrawal request(AccountId account) {
            Asset asset = any(ASSETS);
            Network network = random.nextInt(5) == 0 ? any(NETWORKS) : usual(asset);
            return new RequestWithdrawal(
                    account,
                    asset,
                    network,
                    amount(20),
                    amount(3),
                    any(DESTINATIONS),
                    random.nextBoolean()
                            ? Optional.empty()
                            : Optional.of(ledger.now().plusSeconds(random.nextInt(3_000))));
        }

        private static Network usual(Asset asset) {
            return asset.equals(BTC) ? BITCOIN : asset.equals(ETH) ? ETHEREUM : TRON;
        }

        private DecideResumption decide(PauseId pause) {
            return new DecideResumption(pause, List.of(pause), "over", Optional.empty());
        }

        /** Most often one that is in force; sometimes any, seen or unseen. */
        private ApplyResumption apply() {
            List<PauseId> active =
                    ledger.circuit().active().stream().map(pause -> pause.pauseId()).toList();
            PauseId pause =
                    active.isEmpty() || random.nextInt(8) == 0 ? recent(pauses) : any(active);
            return new ApplyResumption(
                    pause, Sample.resumptionId("r"), "0:1:9f2ac41b", Optional.empty());
        }

        private static List<Resolution> resolutions() {
            return List.of(Resolution.values());
        }

        /** Whose it is; now and then somebody else asks. */
        private AccountId owner(WithdrawalId id) {
            if (random.nextInt(10) == 0) {
                return any(ACCOUNTS);
            }
            return switch (ledger.withdrawal(id)) {
                case WithdrawalState.Existing existing -> existing.terms().accountId();
                case WithdrawalState.Absent _ -> any(ACCOUNTS);
            };
        }

        private Amount amount(int bound) {
            return Amount.of(random.nextInt(bound));
        }

        private <T> T any(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        private <T> T recent(List<T> of) {
            int back = random.nextInt(Math.min(of.size(), 12));
            return of.get(of.size() - 1 - back);
        }
    }
}
