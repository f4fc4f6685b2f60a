package io.sluice.ledger.withdrawal;

import static io.sluice.ledger.testing.Sample.ALICE;
import static io.sluice.ledger.testing.Sample.BITCOIN;
import static io.sluice.ledger.testing.Sample.BTC;
import static io.sluice.ledger.testing.Sample.DESTINATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.Balance;
import io.sluice.ledger.account.Balances;
import io.sluice.ledger.circuit.CircuitState;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.command.Approvals;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand.ApproveWithdrawal;
import io.sluice.ledger.command.LedgerCommand.CancelWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ExpireWithdrawal;
import io.sluice.ledger.command.LedgerCommand.HoldWithdrawal;
import io.sluice.ledger.command.LedgerCommand.RejectWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ReleaseWithdrawal;
import io.sluice.ledger.command.LedgerCommand.ReportFailure;
import io.sluice.ledger.command.LedgerCommand.ReportSettlement;
import io.sluice.ledger.command.LedgerCommand.ReportSubmission;
import io.sluice.ledger.command.LedgerCommand.ResolveWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.WithdrawalApproved;
import io.sluice.ledger.event.LedgerEvent.WithdrawalEvent;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.testing.Sample;
import io.sluice.ledger.testing.Withdrawals;
import io.sluice.ledger.wire.EventCodec;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command in every status: what it leads to, or that it is refused. */
class TransitionsTest {

    /**
     * Rows are statuses (with {@code +} the rail has said that it has it), columns commands. An
     * event's name: accepted with that event. {@code =}: repeated. {@code -}: illegal-transition.
     * "Another" is a report that contradicts what holds.
     */
    private static final String MATRIX =
            """
            .         cancel    hold release  submit    submit-another settle  settle-another doubt           fail-unproven   fail   fail-another resolve-settled resolve-failed approve  reject   expire
            awaiting  cancelled -    -        -         -              -       -              -               -               -      -            -               -              approved rejected expired
            requested cancelled held released -         -              -       -              -               -               -      -            -               -              -        -        expired
            approved  cancelled held released -         -              -       -              -               -               -      -            -               -              -        -        expired
            held      cancelled -    released -         -              -       -              -               -               -      -            -               -              -        -        expired
            released  -         -    -        submitted submitted      settled settled        outcome-unknown outcome-unknown failed failed       -               -              -        -        -
            submitted -         -    -        =         -              settled settled        outcome-unknown outcome-unknown failed failed       -               -              -        -        -
            unknown   -         -    -        submitted submitted      settled settled        =               =               failed failed       settled         failed         -        -        -
            unknown+  -         -    -        =         -              settled settled        =               =               failed failed       settled         failed         -        -        -
            settled   -         -    -        -         -              =       -              -               -               -      -            -               -              -        -        -
            settled+  -         -    -        =         -              =       -              -               -               -      -            -               -              -        -        -
            failed    -         -    -        -         -              -       -              =               =               =      -            -               -              -        -        -
            failed+   -         -    -        =         -              -       -              =               =               =      -            -               -              -        -        -
            cancelled -         -    -        -         -              -       -              -               -               -      -            -               -              -        -        -
            rejected  -         -    -        -         -              -       -              -               -               -      -            -               -              -        -        -
            expired   -         -    -        -         -              -       -              -               -               -      -            -               -              -        -        -
            """;

    private static final Map<String, Decide> COMMANDS = commands();

    private interface Decide {
        Verdict on(WithdrawalState withdrawal);
    }

    private static Map<String, Decide> commands() {
        Map<String, Decide> all = new LinkedHashMap<>();
        all.put("cancel", w -> cancel(w));
        all.put("hold", w -> hold(w, Sample.paused(new Scope.OfAsset(BTC), PauseMode.REJECT)));
        all.put("release", w -> release(w, CircuitState.initial()));
        all.put("submit", w -> submit(w, "ref"));
        all.put("submit-another", w -> submit(w, "another"));
        all.put("settle", w -> settle(w, "tx"));
        all.put("settle-another", w -> settle(w, "another"));
        all.put("doubt", w -> fail(w, "refused", false, true));
        all.put("fail-unproven", w -> fail(w, "refused", true, false));
        all.put("fail", w -> fail(w, "refused", true, true));
        all.put("fail-another", w -> fail(w, "another", true, true));
        all.put("resolve-settled", w -> resolve(w, Resolution.SETTLED));
        all.put("resolve-failed", w -> resolve(w, Resolution.FAILED));
        all.put("approve", w -> approve(w));
        all.put("reject", w -> reject(w));
        all.put("expire", w -> expire(w));
        return all;
    }

    static Stream<Arguments> cells() {
        List<String> lines = MATRIX.lines().toList();
        List<String> header = words(lines.getFirst());
        return lines.stream()
                .skip(1)
                .map(TransitionsTest::words)
                .flatMap(
                        row ->
                                Stream.iterate(1, i -> i < row.size(), i -> i + 1)
                                        .map(
                                                i ->
                                                        Arguments.of(
                                                                row.getFirst(),
                                                                header.get(i),
                                                                row.get(i))));
    }

    private static List<String> words(String line) {
        return Arrays.asList(line.split(" +", -1));
    }

    @ParameterizedTest(name = "{0}: {1} gives {2}")
    @MethodSource("cells")
    void answersAsTheMatrixSays(String status, String command, String expected) {
        WithdrawalState before = Objects.requireNonNull(Withdrawals.all().get(status));
        Decide decide = Objects.requireNonNull(COMMANDS.get(command));
        Verdict verdict = decide.on(before);
        assertThat(say(verdict)).isEqualTo(expected);
        if (verdict instanceof Verdict.Accepted accepted) {
            // What is decided can be evolved: decide and evolve agree on what is legal.
            accepted.events().forEach(event -> before.evolve(event, 99));
        }
    }

    @Test
    void hasARowForEveryStatusAndAColumnForEveryCommand() {
        List<String> rows = MATRIX.lines().skip(1).map(line -> words(line).getFirst()).toList();
        assertThat(rows).containsExactlyElementsOf(Withdrawals.all().keySet());
        assertThat(words(MATRIX.lines().findFirst().orElseThrow()).subList(1, 17))
                .containsExactlyElementsOf(COMMANDS.keySet());
    }

    private static String say(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Accepted accepted ->
                    accepted.events().stream()
                            .map(event -> EventCodec.typeOf(event).replace("withdrawal-", ""))
                            .collect(Collectors.joining(" "));
            case Verdict.Repeated _ -> "=";
            case Verdict.Refused refused ->
                    refused.code().code().equals("illegal-transition")
                            ? "-"
                            : refused.code().code();
        };
    }

    private static final List<WithdrawalEvent> QUEUED =
            List.of(
                    Withdrawals.HELD,
                    Withdrawals.RELEASED,
                    Withdrawals.CANCELLED,
                    Withdrawals.EXPIRED);

    /** Which event may follow on which status; all others contradict the log. */
    private static final Map<String, List<WithdrawalEvent>> FOLLOW =
            Map.ofEntries(
                    Map.entry(
                            "awaiting",
                            List.of(
                                    Withdrawals.APPROVED,
                                    Withdrawals.REJECTED,
                                    Withdrawals.CANCELLED,
                                    Withdrawals.EXPIRED)),
                    Map.entry("requested", QUEUED),
                    Map.entry("approved", QUEUED),
                    Map.entry("held", QUEUED),
                    Map.entry("released", leaving(true)),
                    Map.entry("submitted", leaving(false)),
                    Map.entry("unknown", leaving(true)),
                    Map.entry("unknown+", leaving(false)),
                    Map.entry("settled", List.of()),
                    Map.entry("settled+", List.of()),
                    Map.entry("failed", List.of()),
                    Map.entry("failed+", List.of()),
                    Map.entry("cancelled", List.of()),
                    Map.entry("rejected", List.of()),
                    Map.entry("expired", List.of()));

    private static List<WithdrawalEvent> leaving(boolean maySubmit) {
        List<WithdrawalEvent> end =
                List.of(Withdrawals.DOUBTED, Withdrawals.SETTLED, Withdrawals.FAILED);
        return maySubmit
                ? Stream.concat(Stream.of(Withdrawals.SUBMITTED), end.stream()).toList()
                : end;
    }

    static Stream<Arguments> statuses() {
        return Withdrawals.all().entrySet().stream()
                .map(e -> Arguments.of(e.getKey(), e.getValue()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("statuses")
    void evolvesInLegalOrdersOnly(String status, WithdrawalState state) {
        List<WithdrawalEvent> legal = FOLLOW.getOrDefault(status, List.of());
        Stream.of(
                        Withdrawals.REQUESTED,
                        Withdrawals.HELD,
                        Withdrawals.RELEASED,
                        Withdrawals.SUBMITTED,
                        Withdrawals.DOUBTED,
                        Withdrawals.SETTLED,
                        Withdrawals.FAILED,
                        Withdrawals.CANCELLED,
                        Withdrawals.APPROVED,
                        Withdrawals.REJECTED,
                        Withdrawals.EXPIRED)
                .forEach(
                        event -> {
                            if (legal.contains(event)) {
                                assertThat(state.evolve(event, 99)).isNotNull();
                            } else {
                                assertThatThrownBy(() -> state.evolve(event, 99))
                                        .isInstanceOf(IllegalStateException.class);
                            }
                        });
    }

    @Test
    void startsWithARequestOnly() {
        assertThatThrownBy(() -> WithdrawalState.initial().evolve(Withdrawals.RELEASED, 0))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void anApprovalOfOtherTermsContradictsTheLog() {
        WithdrawalApproved more =
                new WithdrawalApproved(
                        ALICE,
                        Withdrawals.ID,
                        BTC,
                        BITCOIN,
                        Amount.of(501),
                        Withdrawals.FEE,
                        DESTINATION,
                        "seen");
        assertThatThrownBy(() -> Withdrawals.awaiting().evolve(more, 99))
                .isInstanceOf(IllegalStateException.class);
    }

    private static AccountState account() {
        return new AccountState.Open(
                ALICE,
                new Balances(
                        Map.of(BTC, new Balance(Amount.ZERO, Amount.of(1_000), Amount.of(1_000)))));
    }

    private static Verdict cancel(WithdrawalState w) {
        return CancelWithdrawalDecision.decide(
                new CancelWithdrawal(ALICE, Withdrawals.ID, "no"),
                Sample.keyed(ALICE, "k"),
                account(),
                w,
                FirstOutcome.initial());
    }

    private static Verdict hold(WithdrawalState w, CircuitState circuit) {
        return HoldWithdrawalDecision.decide(
                new HoldWithdrawal(ALICE, Withdrawals.ID), Sample.unkeyed(), account(), w, circuit);
    }

    private static Verdict release(WithdrawalState w, CircuitState circuit) {
        return ReleaseWithdrawalDecision.decide(
                new ReleaseWithdrawal(
                        ALICE, Withdrawals.ID, Withdrawals.NOT_AFTER, Withdrawals.RAIL),
                Sample.unkeyed(),
                account(),
                w,
                circuit,
                Sample.expiryClock());
    }

    private static Verdict approve(WithdrawalState w) {
        return ApproveWithdrawalDecision.decide(
                new ApproveWithdrawal(ALICE, Withdrawals.ID, "seen"),
                Sample.keyed(ALICE, "k"),
                true,
                account(),
                w,
                CircuitState.initial(),
                Sample.expiryClock(),
                FirstOutcome.initial());
    }

    private static Verdict reject(WithdrawalState w) {
        return RejectWithdrawalDecision.decide(
                new RejectWithdrawal(ALICE, Withdrawals.ID, "fraud"),
                Sample.keyed(ALICE, "k"),
                true,
                account(),
                w,
                FirstOutcome.initial());
    }

    private static Verdict expire(WithdrawalState w) {
        return ExpireWithdrawalDecision.decide(
                new ExpireWithdrawal(ALICE, Withdrawals.ID),
                Sample.unkeyed(),
                account(),
                w,
                Withdrawals.past(Withdrawals.EXPIRES_AT));
    }

    private static Verdict submit(WithdrawalState w, String reference) {
        return ReportSubmissionDecision.decide(
                new ReportSubmission(ALICE, Withdrawals.ID, reference),
                Sample.unkeyed(),
                account(),
                w,
                FirstOutcome.initial());
    }

    private static Verdict settle(WithdrawalState w, String transaction) {
        return ReportSettlementDecision.decide(
                new ReportSettlement(ALICE, Withdrawals.ID, transaction),
                Sample.unkeyed(),
                account(),
                w,
                FirstOutcome.initial());
    }

    private static Verdict fail(
            WithdrawalState w, String reason, boolean definitive, boolean allowed) {
        return ReportFailureDecision.decide(
                new ReportFailure(ALICE, Withdrawals.ID, reason, definitive),
                Sample.unkeyed(),
                allowed,
                account(),
                w,
                FirstOutcome.initial());
    }

    private static Verdict resolve(WithdrawalState w, Resolution outcome) {
        return ResolveWithdrawalDecision.decide(
                new ResolveWithdrawal(ALICE, Withdrawals.ID, outcome, "seen on the explorer"),
                Sample.keyed(ALICE, "k"),
                Approvals.ONE,
                WithdrawalPeople.initial(),
                account(),
                w,
                FirstOutcome.initial());
    }
}
