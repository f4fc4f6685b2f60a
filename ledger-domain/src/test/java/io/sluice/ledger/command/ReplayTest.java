package io.sluice.ledger.command;

import static io.sluice.ledger.testing.Sample.ALICE;
import static io.sluice.ledger.testing.Sample.BITCOIN;
import static io.sluice.ledger.testing.Sample.BTC;
import static io.sluice.ledger.testing.Sample.DESTINATION;
import static io.sluice.ledger.testing.Sample.ETH;
import static io.sluice.ledger.testing.Sample.ETHEREUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.AccountStatus;
import io.sluice.ledger.account.DepositByReference;
import io.sluice.ledger.approval.ApprovalPolicy;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.ReasonClass;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.command.LedgerCommand.ApproveWithdrawal;
import io.sluice.ledger.command.LedgerCommand.CancelWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ChangeAccountStatus;
import io.sluice.ledger.command.LedgerCommand.CreditDeposit;
import io.sluice.ledger.command.LedgerCommand.OpenAccount;
import io.sluice.ledger.command.LedgerCommand.OpenPause;
import io.sluice.ledger.command.LedgerCommand.RejectWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ReleaseWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ReportFailure;
import io.sluice.ledger.command.LedgerCommand.ReportSettlement;
import io.sluice.ledger.command.LedgerCommand.ReportSubmission;
import io.sluice.ledger.command.LedgerCommand.RequestWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ResolveWithdrawal;
import io.sluice.ledger.event.LedgerEvent.AccountOpened;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Reading;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.testing.InMemoryLedger;
import io.sluice.ledger.testing.Sample;
import io.sluice.ledger.testing.Withdrawals;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.Resolution;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Same key: the first outcome again, or a refusal if a single field of the payload differs. */
class ReplayTest {

    private final InMemoryLedger ledger = new InMemoryLedger();

    /** Five withdrawals: two queued, three that the rail has. */
    @BeforeEach
    void prepare() {
        ledger.submit(new OpenAccount(ALICE), "prepare");
        ledger.submit(new CreditDeposit(ALICE, BTC, Amount.of(1_000), "prepare"), "prepare-2");
        for (int i = 1; i <= 5; i++) {
            ledger.submit(request(10), "w" + i);
        }
        for (int i = 3; i <= 5; i++) {
            ledger.submit(
                    new ReleaseWithdrawal(ALICE, id(i), Withdrawals.NOT_AFTER, Withdrawals.RAIL));
        }
        ledger.submit(new ReportFailure(ALICE, id(5), "timeout", false), "doubt");
        ledger.approving(new ApprovalPolicy(Map.of(BTC, Amount.of(50)), Map.of(), false), false);
        ledger.submit(request(50), "w6");
    }

    private static WithdrawalId id(int i) {
        return NamedIds.withdrawal(NamedIds.commandKey(ALICE, "w" + i));
    }

    private static RequestWithdrawal request(long amount) {
        return new RequestWithdrawal(
                ALICE, BTC, BITCOIN, Amount.of(amount), Amount.ZERO, DESTINATION);
    }

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of(
                        new ChangeAccountStatus(ALICE, AccountStatus.FROZEN, "x"),
                        List.of(
                                new ChangeAccountStatus(ALICE, AccountStatus.OPEN, "x"),
                                new ChangeAccountStatus(ALICE, AccountStatus.CLOSED, "x"),
                                new ChangeAccountStatus(ALICE, AccountStatus.FROZEN, "y"))),
                Arguments.of(
                        new ChangeAccountStatus(ALICE, AccountStatus.OPEN, "x"),
                        List.of(new ChangeAccountStatus(ALICE, AccountStatus.FROZEN, "x"))),
                Arguments.of(
                        new CreditDeposit(ALICE, BTC, Amount.of(5), "r"),
                        List.of(
                                new CreditDeposit(ALICE, ETH, Amount.of(5), "r"),
                                new CreditDeposit(ALICE, BTC, Amount.of(6), "r"),
                                new CreditDeposit(ALICE, BTC, Amount.of(5), "s"),
                                request(5))),
                Arguments.of(
                        request(7),
                        List.of(
                                request(8),
                                new RequestWithdrawal(
                                        ALICE,
                                        ETH,
                                        BITCOIN,
                                        Amount.of(7),
                                        Amount.ZERO,
                                        DESTINATION),
                                new RequestWithdrawal(
                                        ALICE,
                                        BTC,
                                        ETHEREUM,
                                        Amount.of(7),
                                        Amount.ZERO,
                                        DESTINATION),
                                new RequestWithdrawal(
                                        ALICE,
                                        BTC,
                                        BITCOIN,
                                        Amount.of(7),
                                        Amount.of(1),
                                        DESTINATION),
                                new RequestWithdrawal(
                                        ALICE,
                                        BTC,
                                        BITCOIN,
                                        Amount.of(7),
                                        Amount.ZERO,
                                        new Destination("other", Optional.empty())),
                                new RequestWithdrawal(
                                        ALICE,
                                        BTC,
                                        BITCOIN,
                                        Amount.of(7),
                                        Amount.ZERO,
                                        DESTINATION,
                                        Optional.of(Withdrawals.EXPIRES_AT)))),
                Arguments.of(
                        new ApproveWithdrawal(ALICE, id(6), "x"),
                        List.of(
                                new ApproveWithdrawal(ALICE, id(1), "x"),
                                new ApproveWithdrawal(ALICE, id(6), "y"),
                                new RejectWithdrawal(ALICE, id(6), "x"))),
                Arguments.of(
                        new RejectWithdrawal(ALICE, id(6), "x"),
                        List.of(
                                new RejectWithdrawal(ALICE, id(1), "x"),
                                new RejectWithdrawal(ALICE, id(6), "y"),
                                new CancelWithdrawal(ALICE, id(6), "x"))),
                Arguments.of(
                        new CancelWithdrawal(ALICE, id(1), "x"),
                        List.of(
                                new CancelWithdrawal(ALICE, id(2), "x"),
                                new CancelWithdrawal(ALICE, id(1), "y"))),
                Arguments.of(
                        new ReportSubmission(ALICE, id(3), "x"),
                        List.of(
                                new ReportSubmission(ALICE, id(4), "x"),
                                new ReportSubmission(ALICE, id(3), "y"),
                                new ReportSettlement(ALICE, id(3), "x"))),
                Arguments.of(
                        new ReportSettlement(ALICE, id(3), "x"),
                        List.of(
                                new ReportSettlement(ALICE, id(4), "x"),
                                new ReportSettlement(ALICE, id(3), "y"),
                                new ResolveWithdrawal(ALICE, id(3), Resolution.SETTLED, "x"))),
                Arguments.of(
                        new ReportFailure(ALICE, id(3), "x", true),
                        List.of(
                                new ReportFailure(ALICE, id(4), "x", true),
                                new ReportFailure(ALICE, id(3), "y", true),
                                new ReportFailure(ALICE, id(3), "x", false))),
                Arguments.of(
                        new ReportFailure(ALICE, id(4), "x", false),
                        List.of(
                                new ReportFailure(ALICE, id(3), "x", false),
                                new ReportFailure(ALICE, id(4), "y", false))),
                Arguments.of(
                        new ResolveWithdrawal(ALICE, id(5), Resolution.SETTLED, "x"),
                        List.of(
                                new ResolveWithdrawal(ALICE, id(5), Resolution.FAILED, "x"),
                                new ResolveWithdrawal(ALICE, id(5), Resolution.SETTLED, "y"),
                                new ReportSettlement(ALICE, id(5), "x"))),
                Arguments.of(
                        new ResolveWithdrawal(ALICE, id(5), Resolution.FAILED, "x"),
                        List.of(
                                new ResolveWithdrawal(ALICE, id(5), Resolution.SETTLED, "x"),
                                new ResolveWithdrawal(ALICE, id(5), Resolution.FAILED, "y"),
                                new ReportFailure(ALICE, id(5), "resolved", true))));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void isAnsweredAgainOrRefused(LedgerCommand command, List<LedgerCommand> others) {
        int before = ledger.events().size();
        Verdict first = ledger.submit(command, "k");
        assertThat(first).isInstanceOf(Verdict.Accepted.class);
        Verdict.Repeated again = new Verdict.Repeated(((Verdict.Accepted) first).events(), before);
        int after = ledger.events().size();

        assertThat(ledger.submit(command, "k")).isEqualTo(again);
        assertThat(others).isNotEmpty();
        for (LedgerCommand other : others) {
            assertThat(ledger.submit(other, "k").refusal().map(Verdict.Refused::code))
                    .as("%s", other)
                    .contains(ErrorCode.IDEMPOTENCY_KEY_REUSED);
        }
        // Also after the world has moved on.
        ledger.submit(new ChangeAccountStatus(ALICE, AccountStatus.FROZEN, "later"), "later");
        assertThat(ledger.submit(command, "k")).isEqualTo(again);
        assertThat(ledger.events()).hasSize(after + 1);
    }

    @Test
    void anAccountIsOpenedAgainOnlyUnderItsKey() {
        assertThat(ledger.submit(new OpenAccount(ALICE), "prepare"))
                .isEqualTo(new Verdict.Repeated(List.of(new AccountOpened(ALICE)), 0));
        assertThat(ledger.submit(new OpenAccount(ALICE), "other").refusal())
                .map(Verdict.Refused::code)
                .contains(ErrorCode.ACCOUNT_EXISTS);
    }

    @Test
    void aPauseIsComparedFieldByField() {
        OpenPause pause = Sample.openPause(new Scope.All(), PauseMode.HOLD);
        ledger.submit(pause, "p");
        assertThat(ledger.submit(pause, "p")).isInstanceOf(Verdict.Repeated.class);
        Stream.of(
                        pause(pause, pause.reason(), ReasonClass.DRILL, pause.incident(), "m"),
                        pause(pause, "y", pause.reasonClass(), pause.incident(), "m"),
                        pause(
                                pause,
                                pause.reason(),
                                pause.reasonClass(),
                                Optional.empty(),
                                pause.publicMessage()),
                        pause(
                                pause,
                                pause.reason(),
                                pause.reasonClass(),
                                pause.incident(),
                                "another"))
                .forEach(
                        other ->
                                assertThat(ledger.submit(other, "p").refusal())
                                        .map(Verdict.Refused::code)
                                        .contains(ErrorCode.IDEMPOTENCY_KEY_REUSED));
    }

    private static OpenPause pause(
            OpenPause like,
            String reason,
            ReasonClass reasonClass,
            Optional<String> incident,
            String message) {
        return new OpenPause(
                like.scope(),
                like.mode(),
                reason,
                reasonClass,
                incident,
                message,
                like.expectedEnd());
    }

    @Test
    void aDepositIsRepeatedByReferenceUnderAnotherKey() {
        CreditDeposit deposit = new CreditDeposit(ALICE, BTC, Amount.of(1_000), "prepare");
        assertThat(ledger.submit(deposit, "new key"))
                .isEqualTo(new Verdict.Repeated(List.of(ledger.events().get(1)), 1));
        assertThat(ledger.submit(deposit))
                .isEqualTo(new Verdict.Repeated(List.of(ledger.events().get(1)), 1));
        assertThat(
                        ledger.submit(
                                        new CreditDeposit(ALICE, BTC, Amount.of(1), "prepare"),
                                        "new key")
                                .refusal()
                                .map(Verdict.Refused::code))
                .contains(ErrorCode.REFERENCE_REUSED);
        // A reference is unique within account and asset, not beyond.
        assertThat(ledger.submit(new CreditDeposit(ALICE, ETH, Amount.of(1), "prepare"), "new key"))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void theRawKeyIsComparedAndNotOnlyItsId() {
        FirstOutcome first =
                FirstOutcome.initial().evolve("open-account", "one", new AccountOpened(ALICE), 4);
        CommandHeader collides =
                Sample.header(Optional.of(new CommandKey(Sample.uuid("same id"), "another")));
        assertThat(CommandReplay.of(new OpenAccount(ALICE), collides, first))
                .contains(CommandReplay.reused());
    }

    @Test
    void oneKeyOfTwoCommandsIsABrokenLog() {
        FirstOutcome first =
                FirstOutcome.initial().evolve("open-account", "k", new AccountOpened(ALICE), 4);
        assertThatThrownBy(() -> first.evolve("credit-deposit", "k", new AccountOpened(ALICE), 5))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void unreadableFiguresYieldToWhatComesEarlierInTheOrder() {
        Reading.Refused<?> scale = new Reading.Refused<>(ErrorCode.AMOUNT_SCALE, "too fine");
        Reading.Refused<?> malformed = new Reading.Refused<>(ErrorCode.MALFORMED_REQUEST, "no");
        AccountState absent = AccountState.initial();
        AccountState open = absent.evolve(new AccountOpened(ALICE));
        FirstOutcome none = FirstOutcome.initial();
        FirstOutcome taken = none.evolve("open-account", "k", new AccountOpened(ALICE), 4);
        DepositByReference unused = DepositByReference.initial();
        DepositByReference used = unused.evolve(ledger.events().get(1), 1);
        assertCode(UnreadableFigures.refuse(scale, open, none, unused), ErrorCode.AMOUNT_SCALE);
        assertCode(UnreadableFigures.refuse(scale, open, none, used), ErrorCode.REFERENCE_REUSED);
        assertCode(
                UnreadableFigures.refuse(scale, open, taken, used),
                ErrorCode.IDEMPOTENCY_KEY_REUSED);
        assertCode(
                UnreadableFigures.refuse(scale, absent, taken, used), ErrorCode.ACCOUNT_NOT_FOUND);
        assertCode(
                UnreadableFigures.refuse(malformed, absent, taken, used),
                ErrorCode.MALFORMED_REQUEST);
    }

    private static void assertCode(Verdict verdict, ErrorCode code) {
        assertThat(verdict.refusal().map(Verdict.Refused::code)).contains(code);
    }
}
