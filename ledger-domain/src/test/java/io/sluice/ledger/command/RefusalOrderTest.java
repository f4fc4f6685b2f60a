package io.sluice.ledger.command;

import static io.sluice.ledger.refusal.ErrorCode.ACCOUNT_CLOSED;
import static io.sluice.ledger.refusal.ErrorCode.ACCOUNT_EXISTS;
import static io.sluice.ledger.refusal.ErrorCode.ACCOUNT_FROZEN;
import static io.sluice.ledger.refusal.ErrorCode.ACCOUNT_NOT_EMPTY;
import static io.sluice.ledger.refusal.ErrorCode.ACCOUNT_NOT_FOUND;
import static io.sluice.ledger.refusal.ErrorCode.ALREADY_RESUMED;
import static io.sluice.ledger.refusal.ErrorCode.AMOUNT_NOT_POSITIVE;
import static io.sluice.ledger.refusal.ErrorCode.AMOUNT_TOO_LARGE;
import static io.sluice.ledger.refusal.ErrorCode.EXPIRY_PASSED;
import static io.sluice.ledger.refusal.ErrorCode.IDEMPOTENCY_KEY_REUSED;
import static io.sluice.ledger.refusal.ErrorCode.ILLEGAL_TRANSITION;
import static io.sluice.ledger.refusal.ErrorCode.INSUFFICIENT_FUNDS;
import static io.sluice.ledger.refusal.ErrorCode.NETWORK_NOT_SUPPORTED;
import static io.sluice.ledger.refusal.ErrorCode.PAUSE_NOT_FOUND;
import static io.sluice.ledger.refusal.ErrorCode.REFERENCE_REUSED;
import static io.sluice.ledger.refusal.ErrorCode.SECOND_PERSON_REQUIRED;
import static io.sluice.ledger.refusal.ErrorCode.UNKNOWN_ASSET;
import static io.sluice.ledger.refusal.ErrorCode.UNKNOWN_NETWORK;
import static io.sluice.ledger.refusal.ErrorCode.WITHDRAWALS_PAUSED;
import static io.sluice.ledger.refusal.ErrorCode.WITHDRAWAL_NOT_FOUND;
import static io.sluice.ledger.testing.Sample.ALICE;
import static io.sluice.ledger.testing.Sample.BITCOIN;
import static io.sluice.ledger.testing.Sample.BTC;
import static io.sluice.ledger.testing.Sample.DESTINATION;
import static io.sluice.ledger.testing.Sample.ETHEREUM;
import static io.sluice.ledger.testing.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.AccountStatus;
import io.sluice.ledger.account.Balance;
import io.sluice.ledger.account.Balances;
import io.sluice.ledger.account.ChangeAccountStatusDecision;
import io.sluice.ledger.account.CreditDepositDecision;
import io.sluice.ledger.account.DepositByReference;
import io.sluice.ledger.account.OpenAccountDecision;
import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.circuit.DecideResumptionDecision;
import io.sluice.ledger.circuit.OpenPauseDecision;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.event.LedgerEvent.AccountOpened;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.id.DepositId;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.testing.Faults;
import io.sluice.ledger.testing.Sample;
import io.sluice.ledger.testing.Withdrawals;
import io.sluice.ledger.withdrawal.ApproveWithdrawalDecision;
import io.sluice.ledger.withdrawal.CancelWithdrawalDecision;
import io.sluice.ledger.withdrawal.ExpireWithdrawalDecision;
import io.sluice.ledger.withdrawal.ExpiryClock;
import io.sluice.ledger.withdrawal.HoldWithdrawalDecision;
import io.sluice.ledger.withdrawal.RejectWithdrawalDecision;
import io.sluice.ledger.withdrawal.ReleaseWithdrawalDecision;
import io.sluice.ledger.withdrawal.ReportFailureDecision;
import io.sluice.ledger.withdrawal.ReportSettlementDecision;
import io.sluice.ledger.withdrawal.ReportSubmissionDecision;
import io.sluice.ledger.withdrawal.RequestWithdrawalDecision;
import io.sluice.ledger.withdrawal.Resolution;
import io.sluice.ledger.withdrawal.ResolveWithdrawalDecision;
import io.sluice.ledger.withdrawal.WithdrawalPeople;
import io.sluice.ledger.withdrawal.WithdrawalState;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Where several refusals apply, the first declared in ErrorCode is answered. */
class RefusalOrderTest {

    private static final Catalogue CATALOGUE = Catalogue.standard();
    private static final Asset NO_ASSET = new Asset("DOGE");
    private static final Network NO_NETWORK = new Network("dogecoin");
    private static final FirstOutcome TAKEN =
            FirstOutcome.initial().evolve("open-account", "k", new AccountOpened(ALICE), 0);

    /** Everything that decisions look at, sound until a fault is put in. */
    private static final class Setup {
        AccountState account = open(Amount.of(1_000));
        WithdrawalState withdrawal = WithdrawalState.initial();
        CircuitState circuit = CircuitState.initial();
        WithdrawalPeople people = WithdrawalPeople.initial();
        FirstOutcome first = FirstOutcome.initial();
        DepositByReference deposit = DepositByReference.initial();
        Asset asset = BTC;
        Network network = BITCOIN;
        Amount amount = Amount.of(500);
        Amount fee = Amount.of(1);
        Optional<Instant> expiresAt = Optional.of(NOW.plusNanos(1_000));
        ExpiryClock clock = Sample.expiryClock();
        String actor = "tester";
    }

    private static AccountState open(Amount available) {
        return new AccountState.Open(ALICE, btc(available));
    }

    private static Balances btc(Amount available) {
        return new Balances(Map.of(BTC, new Balance(available, Amount.ZERO, Amount.ZERO)));
    }

    private static Balances balances(Setup s) {
        return switch (s.account) {
            case AccountState.Existing existing -> existing.balances();
            case AccountState.Absent _ -> btc(Amount.ZERO);
        };
    }

    private static void close(Setup s) {
        s.account = new AccountState.Closed(ALICE, balances(s));
    }

    private static void freeze(Setup s) {
        s.account = new AccountState.Frozen(ALICE, balances(s));
    }

    private static void forget(Setup s) {
        s.account = new AccountState.Absent();
    }

    @Test
    void ofRequests() {
        int tried =
                new Faults<Setup>()
                        .fault(INSUFFICIENT_FUNDS, s -> s.account = open(Amount.of(500)))
                        .fault(ACCOUNT_CLOSED, "status", RefusalOrderTest::close)
                        .fault(ACCOUNT_FROZEN, "status", RefusalOrderTest::freeze)
                        .fault(ACCOUNT_NOT_FOUND, "status", RefusalOrderTest::forget)
                        .fault(IDEMPOTENCY_KEY_REUSED, s -> s.first = TAKEN)
                        .fault(UNKNOWN_ASSET, s -> s.asset = NO_ASSET)
                        .fault(UNKNOWN_NETWORK, "network", s -> s.network = NO_NETWORK)
                        .fault(NETWORK_NOT_SUPPORTED, "network", s -> s.network = ETHEREUM)
                        .fault(AMOUNT_NOT_POSITIVE, "amount", s -> s.amount = Amount.ZERO)
                        .fault(
                                AMOUNT_TOO_LARGE,
                                "amount",
                                s -> s.amount = new Amount(Amount.MOST_UNITS))
                        .fault(
                                WITHDRAWALS_PAUSED,
                                s -> s.circuit = Sample.paused(new Scope.All(), PauseMode.REJECT))
                        .fault(EXPIRY_PASSED, s -> s.expiresAt = Optional.of(NOW))
                        .check(Setup::new, RefusalOrderTest::request);
        assertThat(tried).isEqualTo(1_152);
    }

    private static Verdict request(Setup s) {
        return RequestWithdrawalDecision.decide(
                new LedgerCommand.RequestWithdrawal(
                        ALICE, s.asset, s.network, s.amount, s.fee, DESTINATION, s.expiresAt),
                Sample.keyed(ALICE, "k"),
                CATALOGUE,
                Sample.FREELY,
                s.account,
                s.circuit,
                s.first);
    }

    @Test
    void ofDeposits() {
        new Faults<Setup>()
                .fault(
                        AMOUNT_TOO_LARGE,
                        "amount",
                        s -> s.account = open(new Amount(Amount.MOST_UNITS)))
                .fault(AMOUNT_NOT_POSITIVE, "amount", s -> s.amount = Amount.ZERO)
                .fault(ACCOUNT_CLOSED, "status", RefusalOrderTest::close)
                .fault(ACCOUNT_NOT_FOUND, "status", RefusalOrderTest::forget)
                .fault(IDEMPOTENCY_KEY_REUSED, s -> s.first = TAKEN)
                .fault(REFERENCE_REUSED, s -> s.deposit = anotherDeposit())
                .fault(UNKNOWN_ASSET, s -> s.asset = NO_ASSET)
                .check(Setup::new, RefusalOrderTest::deposit);
    }

    private static Verdict deposit(Setup s) {
        return CreditDepositDecision.decide(
                new LedgerCommand.CreditDeposit(ALICE, s.asset, s.amount, "r"),
                Sample.keyed(ALICE, "k"),
                CATALOGUE,
                s.account,
                s.deposit,
                s.first);
    }

    private static DepositByReference anotherDeposit() {
        return DepositByReference.initial()
                .evolve(
                        new DepositCredited(
                                ALICE, new DepositId(Sample.uuid("d")), BTC, Amount.of(77), "r"),
                        3);
    }

    @Test
    void ofOpening() {
        new Faults<Setup>()
                .fault(ACCOUNT_EXISTS, s -> s.account = open(Amount.ZERO))
                .fault(IDEMPOTENCY_KEY_REUSED, s -> s.first = TAKEN)
                .check(
                        () -> {
                            Setup s = new Setup();
                            forget(s);
                            return s;
                        },
                        s ->
                                OpenAccountDecision.decide(
                                        new LedgerCommand.OpenAccount(Sample.BOB),
                                        Sample.keyed(ALICE, "k"),
                                        s.account,
                                        s.first));
    }

    @Test
    void ofClosing() {
        new Faults<Setup>()
                .fault(ACCOUNT_NOT_EMPTY, s -> s.account = open(Amount.of(1)))
                .fault(ACCOUNT_CLOSED, "status", RefusalOrderTest::close)
                .fault(ACCOUNT_NOT_FOUND, "status", RefusalOrderTest::forget)
                .fault(IDEMPOTENCY_KEY_REUSED, s -> s.first = TAKEN)
                .check(
                        () -> {
                            Setup s = new Setup();
                            s.account = open(Amount.ZERO);
                            return s;
                        },
                        s ->
                                ChangeAccountStatusDecision.decide(
                                        new LedgerCommand.ChangeAccountStatus(
                                                ALICE, AccountStatus.CLOSED, "asked for"),
                                        Sample.keyed(ALICE, "k"),
                                        s.account,
                                        s.first));
    }

    @Test
    void ofReleases() {
        new Faults<Setup>()
                .fault(ACCOUNT_CLOSED, "status", RefusalOrderTest::close)
                .fault(ACCOUNT_FROZEN, "status", RefusalOrderTest::freeze)
                .fault(ACCOUNT_NOT_FOUND, "status", RefusalOrderTest::forget)
                .fault(
                        WITHDRAWAL_NOT_FOUND,
                        "withdrawal",
                        s -> s.withdrawal = WithdrawalState.initial())
                .fault(ILLEGAL_TRANSITION, "withdrawal", s -> s.withdrawal = Withdrawals.settled())
                .fault(
                        ILLEGAL_TRANSITION,
                        "withdrawal",
                        s -> s.clock = Withdrawals.past(Withdrawals.EXPIRES_AT))
                .fault(
                        WITHDRAWALS_PAUSED,
                        s -> s.circuit = Sample.paused(new Scope.All(), PauseMode.HOLD))
                .check(
                        RefusalOrderTest::withRequested,
                        s ->
                                ReleaseWithdrawalDecision.decide(
                                        new LedgerCommand.ReleaseWithdrawal(
                                                ALICE, Withdrawals.ID, NOW, Withdrawals.RAIL),
                                        Sample.unkeyed(),
                                        s.account,
                                        s.withdrawal,
                                        s.circuit,
                                        s.clock));
    }

    @Test
    void ofApprovalsAndRejections() {
        judged(
                new Faults<Setup>()
                        .fault(ACCOUNT_FROZEN, RefusalOrderTest::freeze)
                        .fault(
                                ILLEGAL_TRANSITION,
                                "withdrawal",
                                s -> s.clock = Withdrawals.past(Withdrawals.EXPIRES_AT)),
                s ->
                        ApproveWithdrawalDecision.decide(
                                new LedgerCommand.ApproveWithdrawal(ALICE, Withdrawals.ID, "ok"),
                                actedBy(s.actor),
                                true,
                                s.account,
                                s.withdrawal,
                                s.circuit,
                                s.clock,
                                s.first));
        judged(
                new Faults<>(),
                s ->
                        RejectWithdrawalDecision.decide(
                                new LedgerCommand.RejectWithdrawal(ALICE, Withdrawals.ID, "no"),
                                actedBy(s.actor),
                                true,
                                s.account,
                                s.withdrawal,
                                s.first));
    }

    /** Nobody asked for what is not there or is decided on, so that those exclude each other. */
    private static void judged(Faults<Setup> faults, Function<Setup, Verdict> decide) {
        faults.fault(ACCOUNT_NOT_FOUND, "withdrawal", RefusalOrderTest::forget)
                .fault(WITHDRAWAL_NOT_FOUND, "withdrawal", s -> s.withdrawal = Withdrawals.ofBob())
                .fault(
                        ILLEGAL_TRANSITION,
                        "withdrawal",
                        s -> s.withdrawal = Withdrawals.requested())
                .fault(SECOND_PERSON_REQUIRED, "withdrawal", s -> s.actor = "requester")
                .fault(IDEMPOTENCY_KEY_REUSED, s -> s.first = TAKEN)
                .check(
                        () -> {
                            Setup s = new Setup();
                            s.withdrawal = Withdrawals.awaiting();
                            return s;
                        },
                        decide);
    }

    private static CommandHeader actedBy(String actor) {
        CommandHeader header = Sample.keyed(ALICE, "k");
        return new CommandHeader(header.commandId(), actor, header.key(), header.now());
    }

    @Test
    void ofExpiries() {
        new Faults<Setup>()
                .fault(ACCOUNT_NOT_FOUND, RefusalOrderTest::forget)
                .fault(WITHDRAWAL_NOT_FOUND, "withdrawal", s -> s.withdrawal = Withdrawals.ofBob())
                .fault(ILLEGAL_TRANSITION, "withdrawal", s -> s.withdrawal = Withdrawals.settled())
                .fault(ILLEGAL_TRANSITION, s -> s.clock = Sample.expiryClock())
                .check(
                        () -> {
                            Setup s = withRequested();
                            s.clock = Withdrawals.past(Withdrawals.EXPIRES_AT);
                            return s;
                        },
                        s ->
                                ExpireWithdrawalDecision.decide(
                                        new LedgerCommand.ExpireWithdrawal(ALICE, Withdrawals.ID),
                                        Sample.unkeyed(),
                                        s.account,
                                        s.withdrawal,
                                        s.clock));
    }

    private static Setup withRequested() {
        Setup s = new Setup();
        s.withdrawal = Withdrawals.requested();
        return s;
    }

    private static Setup withUnknown() {
        Setup s = new Setup();
        s.withdrawal = Withdrawals.unknown();
        return s;
    }

    @Test
    void ofHolds() {
        new Faults<Setup>()
                .fault(ACCOUNT_NOT_FOUND, "status", RefusalOrderTest::forget)
                .fault(
                        WITHDRAWAL_NOT_FOUND,
                        "withdrawal",
                        s -> s.withdrawal = WithdrawalState.initial())
                .fault(ILLEGAL_TRANSITION, s -> s.circuit = CircuitState.initial())
                .check(
                        () -> {
                            Setup s = withRequested();
                            s.circuit = Sample.paused(new Scope.All(), PauseMode.REJECT);
                            return s;
                        },
                        s ->
                                HoldWithdrawalDecision.decide(
                                        new LedgerCommand.HoldWithdrawal(ALICE, Withdrawals.ID),
                                        Sample.unkeyed(),
                                        s.account,
                                        s.withdrawal,
                                        s.circuit));
    }

    @Test
    void ofCancellations() {
        checkWithdrawal(
                RefusalOrderTest::withRequested,
                s ->
                        CancelWithdrawalDecision.decide(
                                new LedgerCommand.CancelWithdrawal(ALICE, Withdrawals.ID, "no"),
                                Sample.keyed(ALICE, "k"),
                                s.account,
                                s.withdrawal,
                                s.first));
    }

    @Test
    void ofReportsAndResolutions() {
        checkWithdrawal(
                RefusalOrderTest::withUnknown,
                s ->
                        ReportSubmissionDecision.decide(
                                new LedgerCommand.ReportSubmission(ALICE, Withdrawals.ID, "new"),
                                Sample.keyed(ALICE, "k"),
                                s.account,
                                s.withdrawal,
                                s.first));
        checkWithdrawal(
                RefusalOrderTest::withUnknown,
                s ->
                        ReportSettlementDecision.decide(
                                new LedgerCommand.ReportSettlement(ALICE, Withdrawals.ID, "new"),
                                Sample.keyed(ALICE, "k"),
                                s.account,
                                s.withdrawal,
                                s.first));
        checkWithdrawal(
                RefusalOrderTest::withUnknown,
                s ->
                        ReportFailureDecision.decide(
                                new LedgerCommand.ReportFailure(ALICE, Withdrawals.ID, "new", true),
                                Sample.keyed(ALICE, "k"),
                                true,
                                s.account,
                                s.withdrawal,
                                s.first));
        checkWithdrawal(
                RefusalOrderTest::withUnknown,
                s ->
                        ResolveWithdrawalDecision.decide(
                                new LedgerCommand.ResolveWithdrawal(
                                        ALICE, Withdrawals.ID, Resolution.SETTLED, "new"),
                                Sample.keyed(ALICE, "k"),
                                Approvals.TWO,
                                s.people,
                                s.account,
                                s.withdrawal,
                                s.first));
    }

    @Test
    void ofResolutionsThatGiveMoneyBack() {
        String actor = Sample.keyed(ALICE, "k").actor();
        withdrawalFaults()
                .fault(
                        SECOND_PERSON_REQUIRED,
                        s -> s.people = s.people.evolve(Withdrawals.REQUESTED, actor))
                .check(
                        RefusalOrderTest::withUnknown,
                        s ->
                                ResolveWithdrawalDecision.decide(
                                        new LedgerCommand.ResolveWithdrawal(
                                                ALICE, Withdrawals.ID, Resolution.FAILED, "new"),
                                        Sample.keyed(ALICE, "k"),
                                        Approvals.TWO,
                                        s.people,
                                        s.account,
                                        s.withdrawal,
                                        s.first));
    }

    private static void checkWithdrawal(Supplier<Setup> sound, Function<Setup, Verdict> decide) {
        withdrawalFaults().check(sound, decide);
    }

    private static Faults<Setup> withdrawalFaults() {
        return new Faults<Setup>()
                .fault(ACCOUNT_NOT_FOUND, RefusalOrderTest::forget)
                .fault(WITHDRAWAL_NOT_FOUND, "withdrawal", s -> s.withdrawal = Withdrawals.ofBob())
                .fault(ILLEGAL_TRANSITION, "withdrawal", s -> s.withdrawal = Withdrawals.settled())
                .fault(IDEMPOTENCY_KEY_REUSED, s -> s.first = TAKEN);
    }

    @Test
    void ofPauses() {
        PauseId id = NamedIds.pause(NamedIds.circuitKey("k"));
        new Faults<Setup>()
                .fault(IDEMPOTENCY_KEY_REUSED, s -> s.first = TAKEN)
                .fault(UNKNOWN_ASSET, s -> s.asset = NO_ASSET)
                .fault(UNKNOWN_NETWORK, "network", s -> s.network = NO_NETWORK)
                .fault(NETWORK_NOT_SUPPORTED, "network", s -> s.network = ETHEREUM)
                .fault(
                        ALREADY_RESUMED,
                        s ->
                                s.circuit =
                                        s.circuit.evolve(
                                                new PauseResumed(
                                                        id,
                                                        Sample.resumptionId("r"),
                                                        "0:1:9f2ac41b",
                                                        Optional.empty()),
                                                1))
                .check(
                        Setup::new,
                        s ->
                                OpenPauseDecision.decide(
                                        Sample.openPause(
                                                new Scope.OfAssetAndNetwork(s.asset, s.network),
                                                PauseMode.HOLD),
                                        Sample.circuitKeyed("k"),
                                        CATALOGUE,
                                        s.circuit,
                                        s.first));
    }

    @Test
    void ofResumptions() {
        PauseId id = Sample.pauseId("one");
        new Faults<Setup>()
                .fault(PAUSE_NOT_FOUND, "circuit", s -> s.circuit = CircuitState.initial())
                .fault(
                        ALREADY_RESUMED,
                        "circuit",
                        s -> s.circuit = s.circuit.evolve(Sample.pauseResumed("one"), 1))
                .fault(IDEMPOTENCY_KEY_REUSED, s -> s.first = TAKEN)
                .check(
                        () -> {
                            Setup s = new Setup();
                            s.circuit = Sample.paused(new Scope.All(), PauseMode.HOLD);
                            return s;
                        },
                        s ->
                                DecideResumptionDecision.decide(
                                        new LedgerCommand.DecideResumption(
                                                id, List.of(id), "over", Optional.empty()),
                                        Sample.circuitKeyed("k"),
                                        Approvals.ONE,
                                        s.circuit,
                                        s.first));
    }
}
