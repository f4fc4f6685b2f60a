package io.sluice.ledger.withdrawal;

import static io.sluice.ledger.testing.Sample.ALICE;
import static io.sluice.ledger.testing.Sample.BITCOIN;
import static io.sluice.ledger.testing.Sample.BTC;
import static io.sluice.ledger.testing.Sample.DESTINATION;
import static io.sluice.ledger.testing.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.AccountStatus;
import io.sluice.ledger.approval.ApprovalPolicy;
import io.sluice.ledger.approval.ApprovalRule;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.command.LedgerCommand;
import io.sluice.ledger.command.LedgerCommand.ApproveWithdrawal;
import io.sluice.ledger.command.LedgerCommand.CancelWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ExpireWithdrawal;
import io.sluice.ledger.command.LedgerCommand.RejectWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ReleaseWithdrawal;
import io.sluice.ledger.command.LedgerCommand.RequestWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.WithdrawalApproved;
import io.sluice.ledger.event.LedgerEvent.WithdrawalHeld;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.testing.InMemoryLedger;
import io.sluice.ledger.testing.Sample;
import io.sluice.ledger.testing.Withdrawals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ApprovalTest {

    private static final ApprovalPolicy FROM_100 =
            new ApprovalPolicy(Map.of(BTC, Amount.of(100)), Map.of(), false);
    private static final ApprovalPolicy DAILY_100 =
            new ApprovalPolicy(Map.of(), Map.of(BTC, Amount.of(100)), false);
    private static final ApprovalPolicy KNOWN = new ApprovalPolicy(Map.of(), Map.of(), true);

    private final InMemoryLedger ledger = new InMemoryLedger();

    @BeforeEach
    void openAndDeposit() {
        ledger.submit(new LedgerCommand.OpenAccount(ALICE), "open");
        ledger.submit(new LedgerCommand.CreditDeposit(ALICE, BTC, Amount.of(1_000), "r"), "dep");
    }

    private List<ApprovalRule> request(long amount, String key) {
        return request(amount, key, DESTINATION);
    }

    private List<ApprovalRule> request(long amount, String key, Destination to) {
        Verdict verdict =
                ledger.submit(
                        new RequestWithdrawal(
                                ALICE, BTC, BITCOIN, Amount.of(amount), Amount.ZERO, to),
                        key);
        WithdrawalRequested event =
                (WithdrawalRequested) ((Verdict.Accepted) verdict).events().getFirst();
        return event.approval().map(need -> need.rules()).orElse(List.of());
    }

    private static WithdrawalId id(String key) {
        return NamedIds.withdrawal(NamedIds.commandKey(ALICE, key));
    }

    private WithdrawalStatus status(String key) {
        return ((WithdrawalState.Existing) ledger.withdrawal(id(key))).status();
    }

    private Verdict approve(String key) {
        return ledger.submit(new ApproveWithdrawal(ALICE, id(key), "ok"), "approve " + key);
    }

    private static Optional<ErrorCode> code(Verdict verdict) {
        return verdict.refusal().map(Verdict.Refused::code);
    }

    private Amount available() {
        return ((AccountState.Existing) ledger.account(ALICE)).balances().of(BTC).available();
    }

    @Test
    void aLargeOneWaitsWithItsMoneyReserved() {
        ledger.approving(FROM_100, false);
        assertThat(request(99, "w1")).isEmpty();
        assertThat(request(100, "w2")).containsExactly(ApprovalRule.AMOUNT);
        assertThat(status("w1")).isEqualTo(WithdrawalStatus.REQUESTED);
        assertThat(status("w2")).isEqualTo(WithdrawalStatus.AWAITING_APPROVAL);
        assertThat(available()).isEqualTo(Amount.of(801));
        assertThat(
                        code(
                                ledger.submit(
                                        new ReleaseWithdrawal(
                                                ALICE, id("w2"), NOW, Withdrawals.RAIL))))
                .contains(ErrorCode.ILLEGAL_TRANSITION);
    }

    @Test
    void approvalQueuesExactlyWhatWasRecorded() {
        ledger.approving(FROM_100, false);
        request(100, "w");
        assertThat(approve("w"))
                .isEqualTo(
                        Verdict.accepted(
                                new WithdrawalApproved(
                                        ALICE,
                                        id("w"),
                                        BTC,
                                        BITCOIN,
                                        Amount.of(100),
                                        Amount.ZERO,
                                        DESTINATION,
                                        "ok")));
        assertThat(ledger.submit(new ReleaseWithdrawal(ALICE, id("w"), NOW, Withdrawals.RAIL)))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void rejectionAndCancellationGiveTheMoneyBack() {
        ledger.approving(FROM_100, false);
        request(100, "w1");
        request(100, "w2");
        ledger.submit(new RejectWithdrawal(ALICE, id("w1"), "fraud"), "r");
        ledger.submit(new CancelWithdrawal(ALICE, id("w2"), "no"), "c");
        assertThat(status("w1")).isEqualTo(WithdrawalStatus.REJECTED);
        assertThat(status("w2")).isEqualTo(WithdrawalStatus.CANCELLED);
        assertThat(available()).isEqualTo(Amount.of(1_000));
        assertThat(code(approve("w1"))).contains(ErrorCode.ILLEGAL_TRANSITION);
    }

    @ParameterizedTest
    @EnumSource(PauseMode.class)
    void approvalUnderAPauseOfEitherModeGivesHeld(PauseMode mode) {
        ledger.approving(FROM_100, false);
        request(100, "w");
        ledger.submit(Sample.openPause(new Scope.OfAsset(BTC), mode), "p");
        List<LedgerEvent> events = ((Verdict.Accepted) approve("w")).events();
        assertThat(events).hasSize(2);
        assertThat(events.getLast())
                .isEqualTo(
                        new WithdrawalHeld(
                                ALICE, id("w"), List.of(NamedIds.pause(NamedIds.circuitKey("p")))));
        assertThat(status("w")).isEqualTo(WithdrawalStatus.HELD);
    }

    /** It is not held: nothing says HELD that would not leave once the pause is lifted. */
    @Test
    void waitsForApprovalUnderAHoldToo() {
        ledger.approving(FROM_100, false);
        ledger.submit(Sample.openPause(new Scope.OfAsset(BTC), PauseMode.HOLD), "p");
        request(100, "w");
        assertThat(status("w")).isEqualTo(WithdrawalStatus.AWAITING_APPROVAL);
    }

    @Test
    void nobodyDecidesOnTheirOwnWhereTwoAreAskedFor() {
        ledger.approving(FROM_100, true);
        ledger.actor("teller");
        request(100, "w1");
        request(100, "w2");
        assertThat(code(approve("w1"))).contains(ErrorCode.SECOND_PERSON_REQUIRED);
        assertThat(code(ledger.submit(new RejectWithdrawal(ALICE, id("w2"), "x"), "r")))
                .contains(ErrorCode.SECOND_PERSON_REQUIRED);
        ledger.actor("lead");
        assertThat(approve("w1")).isInstanceOf(Verdict.Accepted.class);
        // Repeating is no second decision, whoever sends it.
        ledger.actor("teller");
        assertThat(approve("w1")).isInstanceOf(Verdict.Repeated.class);
    }

    @Test
    void aFrozenAccountIsNotApprovedOfButRejected() {
        ledger.approving(FROM_100, false);
        request(100, "w");
        ledger.submit(new LedgerCommand.ChangeAccountStatus(ALICE, AccountStatus.FROZEN, "x"), "f");
        assertThat(code(approve("w"))).contains(ErrorCode.ACCOUNT_FROZEN);
        assertThat(ledger.submit(new RejectWithdrawal(ALICE, id("w"), "x"), "r"))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void aDayIsSummedUpFromTheLogAndPasses() {
        request(60, "before there was a policy");
        ledger.approving(DAILY_100, false);
        assertThat(request(40, "w1")).isEmpty();
        assertThat(request(1, "w2")).containsExactly(ApprovalRule.DAILY_AMOUNT);
        ledger.now(NOW.plus(Duration.ofHours(24)));
        assertThat(request(1, "w3")).containsExactly(ApprovalRule.DAILY_AMOUNT);
        ledger.now(NOW.plus(Duration.ofHours(25)));
        assertThat(request(99, "w4")).isEmpty();
    }

    /** Freezing and opening again is no way to get a new day. */
    @Test
    void aFreezeKeepsTheDay() {
        ledger.approving(DAILY_100, false);
        request(100, "w1");
        for (AccountStatus status : List.of(AccountStatus.FROZEN, AccountStatus.OPEN)) {
            ledger.submit(new LedgerCommand.ChangeAccountStatus(ALICE, status, "x"), status.name());
        }
        assertThat(request(1, "w2")).containsExactly(ApprovalRule.DAILY_AMOUNT);
    }

    @Test
    void aClockThatJumpedBackOrAheadSendsTimeDependentOnesToApproval() {
        ledger.approving(DAILY_100, false);
        request(1, "w1");
        ledger.now(NOW.minus(Duration.ofSeconds(10)));
        assertThat(request(1, "w2")).isEmpty();
        ledger.now(NOW.minus(Duration.ofSeconds(11)));
        assertThat(request(1, "w3")).containsExactly(ApprovalRule.CLOCK);
        ledger.now(NOW.plus(Duration.ofDays(2)));
        ledger.stepped(true);
        assertThat(request(1, "w4")).containsExactly(ApprovalRule.CLOCK);
        ledger.stepped(false);
        assertThat(request(1, "w5")).isEmpty();
    }

    @Test
    void aDestinationIsKnownOnceSomethingWasQueuedToIt() {
        ledger.approving(KNOWN, false);
        assertThat(request(1, "w1")).containsExactly(ApprovalRule.NEW_DESTINATION);
        // Asking twice does not make it known, neither does a rejection.
        assertThat(request(1, "w2")).containsExactly(ApprovalRule.NEW_DESTINATION);
        ledger.submit(new RejectWithdrawal(ALICE, id("w1"), "x"), "r");
        assertThat(request(1, "w3")).containsExactly(ApprovalRule.NEW_DESTINATION);
        approve("w2");
        assertThat(request(1, "w4")).isEmpty();
        Destination withMemo = new Destination(DESTINATION.address(), Optional.of("7"));
        assertThat(request(1, "w5", withMemo)).containsExactly(ApprovalRule.NEW_DESTINATION);
        ledger.approving(ApprovalPolicy.NONE, false);
        request(1, "w6", withMemo);
        ledger.approving(KNOWN, false);
        assertThat(request(1, "w7", withMemo)).isEmpty();
    }

    @Test
    void whatIsApprovedOfTooLateHasExpired() {
        ledger.approving(FROM_100, false);
        ledger.submit(
                new RequestWithdrawal(
                        ALICE,
                        BTC,
                        BITCOIN,
                        Amount.of(100),
                        Amount.ZERO,
                        DESTINATION,
                        Optional.of(Withdrawals.EXPIRES_AT)),
                "w");
        ledger.now(Withdrawals.EXPIRES_AT);
        assertThat(code(approve("w"))).contains(ErrorCode.ILLEGAL_TRANSITION);
        assertThat(ledger.submit(new ExpireWithdrawal(ALICE, id("w"))))
                .isInstanceOf(Verdict.Accepted.class);
        assertThat(status("w")).isEqualTo(WithdrawalStatus.CANCELLED);
        assertThat(available()).isEqualTo(Amount.of(1_000));
    }
}
