package io.sluice.ledger.circuit;

import static io.sluice.ledger.testing.Sample.ALICE;
import static io.sluice.ledger.testing.Sample.BITCOIN;
import static io.sluice.ledger.testing.Sample.BTC;
import static io.sluice.ledger.testing.Sample.ETH;
import static io.sluice.ledger.testing.Sample.ETHEREUM;
import static io.sluice.ledger.testing.Sample.TRON;
import static io.sluice.ledger.testing.Sample.USDT;
import static io.sluice.ledger.testing.Sample.pauseId;
import static io.sluice.ledger.testing.Sample.pauseOpened;
import static io.sluice.ledger.testing.Sample.pauseResumed;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.account.AccountState;
import io.sluice.ledger.account.Balances;
import io.sluice.ledger.command.LedgerCommand.ApplyResumption;
import io.sluice.ledger.command.LedgerCommand.DecideResumption;
import io.sluice.ledger.command.LedgerCommand.OpenPause;
import io.sluice.ledger.command.LedgerCommand.ReleaseWithdrawal;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.testing.InMemoryLedger;
import io.sluice.ledger.testing.Sample;
import io.sluice.ledger.testing.Withdrawals;
import io.sluice.ledger.withdrawal.ReleaseWithdrawalDecision;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CircuitTest {

    private static final Scope ALL = new Scope.All();
    private static final Scope OF_BTC = new Scope.OfAsset(BTC);

    private final InMemoryLedger ledger = new InMemoryLedger();

    private static CircuitState after(LedgerEvent... events) {
        CircuitState state = CircuitState.initial();
        for (int i = 0; i < events.length; i++) {
            state = state.evolve(events[i], i);
        }
        return state;
    }

    @Test
    void coversWhatItsScopeSays() {
        assertThat(after(opened("a", ALL)).covering(ETH, ETHEREUM)).hasSize(1);
        assertThat(after(opened("a", OF_BTC)).covering(BTC, BITCOIN)).hasSize(1);
        assertThat(after(opened("a", OF_BTC)).covering(ETH, ETHEREUM)).isEmpty();
        Scope network = new Scope.OfNetwork(ETHEREUM);
        assertThat(after(opened("a", network)).covering(USDT, ETHEREUM)).hasSize(1);
        assertThat(after(opened("a", network)).covering(USDT, TRON)).isEmpty();
        Scope both = new Scope.OfAssetAndNetwork(USDT, TRON);
        assertThat(after(opened("a", both)).covering(USDT, TRON)).hasSize(1);
        assertThat(after(opened("a", both)).covering(USDT, ETHEREUM)).isEmpty();
        assertThat(after(opened("a", both)).covering(ETH, TRON)).isEmpty();
    }

    private static PauseOpened opened(String name, Scope scope) {
        return pauseOpened(name, scope, PauseMode.HOLD);
    }

    @Test
    void aResumeLiftsOnlyThePauseThatItNames() {
        CircuitState state = after(opened("a", ALL), opened("b", OF_BTC), pauseResumed("a"));
        assertThat(state.covering(BTC, BITCOIN))
                .extracting(PauseOpened::pauseId)
                .containsExactly(pauseId("b"));
        assertThat(state.covering(ETH, ETHEREUM)).isEmpty();
    }

    /** What a flag would do: the mutant of design.md section 9. */
    private record FlagCircuit(boolean paused) {
        FlagCircuit evolve(LedgerEvent event) {
            return switch (event) {
                case PauseOpened _ -> new FlagCircuit(true);
                case PauseResumed _ -> new FlagCircuit(false);
                case LedgerEvent.ResumptionAsked _,
                        ResumptionDecided _,
                        LedgerEvent.ExtensionDecided _,
                        LedgerEvent.PauseExtended _,
                        LedgerEvent.AccountEvent _ ->
                        this;
            };
        }
    }

    @Test
    void aFlagInsteadOfASetWouldOpenTheGateUnderAPause() {
        List<LedgerEvent> overlapping =
                List.of(opened("a", OF_BTC), opened("b", OF_BTC), pauseResumed("a"));
        FlagCircuit flag = new FlagCircuit(false);
        CircuitState set = CircuitState.initial();
        for (LedgerEvent event : overlapping) {
            flag = flag.evolve(event);
            set = set.evolve(event, 0);
        }
        assertThat(flag.paused()).as("the flag says that nothing is paused").isFalse();
        assertThat(set.covering(BTC, BITCOIN)).as("the set knows better").hasSize(1);
    }

    @Test
    void resumedWinsInWhateverOrderTheyArrive() {
        assertThat(after(opened("a", ALL), pauseResumed("a")).active()).isEmpty();
        assertThat(after(pauseResumed("a"), opened("a", ALL)).active()).isEmpty();
        assertThat(after(pauseResumed("a"), opened("a", ALL), opened("a", ALL)).active()).isEmpty();
        assertThat(after(opened("a", ALL), pauseResumed("a"), opened("a", ALL)).active()).isEmpty();
    }

    @Test
    void theLowestRateThatWhatWasHeldIsResumedAtHolds() {
        CircuitState both =
                after(opened("a", ALL), opened("b", OF_BTC), resumed("a", 10), resumed("b", 3));
        assertThat(both.ratePerSecond(List.of(pauseId("a"), pauseId("b")))).hasValue(3);
        assertThat(both.ratePerSecond(List.of(pauseId("a")))).hasValue(10);
        assertThat(both.ratePerSecond(List.of())).isEmpty();
        CircuitState one =
                after(opened("a", ALL), opened("b", OF_BTC), resumed("a", 10), pauseResumed("b"));
        assertThat(one.ratePerSecond(List.of(pauseId("a"), pauseId("b")))).hasValue(10);
    }

    @Test
    void aPauseThatFindsADrainUnderWayLetsItsRateBeChanged() {
        List<PauseId> heldByAll = List.of(pauseId("a"), pauseId("b"), pauseId("c"));
        CircuitState slow = after(opened("a", ALL), resumed("a", 1), opened("b", OF_BTC));
        CircuitState quick = slow.evolve(resumed("b", 500), 3);
        assertThat(quick.ratePerSecond(heldByAll)).hasValue(500);
        assertThat(quick.ratePerSecond(List.of(pauseId("a"))))
                .as("what the second pause does not cover")
                .hasValue(1);
        CircuitState again = quick.evolve(opened("c", ALL), 4).evolve(pauseResumed("c"), 5);
        assertThat(again.ratePerSecond(heldByAll))
                .as("resumed without a rate, as by somebody who does not know of the drain")
                .hasValue(500);
        assertThat(slow.evolve(pauseResumed("b"), 3).ratePerSecond(heldByAll)).hasValue(1);
    }

    private static PauseResumed resumed(String name, int ratePerSecond) {
        PauseResumed unlimited = pauseResumed(name);
        return new PauseResumed(
                unlimited.pauseId(),
                unlimited.resumptionId(),
                unlimited.decisionPosition(),
                Optional.of(ratePerSecond));
    }

    @Test
    void theFirstOpeningOfAnIdStands() {
        CircuitState state = after(opened("a", OF_BTC), opened("a", ALL));
        assertThat(state.pauses()).extracting(PauseOpened::scope).containsExactly(OF_BTC);
        assertThat(state.pause(pauseId("a")).map(r -> r.sequence())).contains(0L);
    }

    @Test
    void isNotChangedByWhatHappensToAccounts() {
        CircuitState state = after(opened("a", ALL));
        assertThat(state.evolve(Withdrawals.REQUESTED, 5)).isSameAs(state);
        assertThat(state.evolve(opened("a", ALL), 5)).isEqualTo(state);
    }

    @Test
    void aPauseIsOpenedOnceAndRepeatedAfterwards() {
        OpenPause command = Sample.openPause(OF_BTC, PauseMode.HOLD);
        assertThat(ledger.submit(command, "k")).isInstanceOf(Verdict.Accepted.class);
        PauseOpened opened = (PauseOpened) ledger.events().getFirst();
        assertThat(opened.pauseId()).isEqualTo(NamedIds.pause(NamedIds.circuitKey("k")));
        assertThat(opened.openedBy()).isEqualTo("tester");
        assertThat(ledger.submit(command, "k")).isEqualTo(new Verdict.Repeated(List.of(opened), 0));
        assertRefused(
                ledger.submit(Sample.openPause(ALL, PauseMode.HOLD), "k"),
                ErrorCode.IDEMPOTENCY_KEY_REUSED);
        assertRefused(
                ledger.submit(Sample.openPause(OF_BTC, PauseMode.REJECT), "k"),
                ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void aResumptionIsDecidedOnceForEachPauseThatACallNames() {
        PauseId one = open("k1");
        PauseId two = open("k2");
        List<PauseId> both = List.of(one, two);
        DecideResumption first = new DecideResumption(one, both, "over", Optional.of(5));
        DecideResumption second = new DecideResumption(two, both, "over", Optional.of(5));
        // One call, one key, two pauses whose home is this partition.
        assertThat(ledger.submit(first, "r")).isInstanceOf(Verdict.Accepted.class);
        assertThat(ledger.submit(second, "r")).isInstanceOf(Verdict.Accepted.class);
        assertThat(ledger.submit(first, "r"))
                .isEqualTo(new Verdict.Repeated(List.of(ledger.events().get(2)), 2));
        assertThat(ledger.submit(second, "r"))
                .isEqualTo(new Verdict.Repeated(List.of(ledger.events().get(3)), 3));
        assertRefused(
                ledger.submit(new DecideResumption(one, both, "why not", Optional.of(5)), "r"),
                ErrorCode.IDEMPOTENCY_KEY_REUSED);
        assertRefused(ledger.submit(first, "another"), ErrorCode.ALREADY_RESUMED);
        assertRefused(ledger.submit(first, "k1"), ErrorCode.IDEMPOTENCY_KEY_REUSED);
        assertRefused(
                ledger.submit(Sample.openPause(OF_BTC, PauseMode.HOLD), "r"),
                ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }

    private PauseId open(String key) {
        ledger.submit(Sample.openPause(OF_BTC, PauseMode.HOLD), key);
        return NamedIds.pause(NamedIds.circuitKey(key));
    }

    @Test
    void anUnknownPauseCannotBeResumed() {
        assertRefused(
                ledger.submit(
                        new DecideResumption(
                                pauseId("x"), List.of(pauseId("x")), "over", Optional.empty()),
                        "r"),
                ErrorCode.PAUSE_NOT_FOUND);
    }

    /** The resumption travels without its key, but it still tells that the key was used. */
    @Test
    void knowsTheKeyOfAResumptionThatWasDecidedElsewhere() {
        PauseId one = open("k1");
        PauseId elsewhere = pauseId("elsewhere");
        ledger.submit(
                new ApplyResumption(
                        elsewhere,
                        NamedIds.resumption(NamedIds.circuitKey("r")),
                        "1:5:9f2ac41b",
                        Optional.empty()));
        assertRefused(
                ledger.submit(
                        new DecideResumption(one, List.of(one), "over", Optional.empty()), "r"),
                ErrorCode.IDEMPOTENCY_KEY_REUSED);
        assertRefused(
                ledger.submit(Sample.openPause(ALL, PauseMode.HOLD), "r"),
                ErrorCode.IDEMPOTENCY_KEY_REUSED);
        assertThat(
                        ledger.submit(
                                new DecideResumption(
                                        one, List.of(elsewhere, one), "over", Optional.empty()),
                                "r"))
                .isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void aResumptionIsAppliedOnceAlsoWhereThePauseNeverArrived() {
        PauseId id = NamedIds.pause(NamedIds.circuitKey("late"));
        ApplyResumption apply =
                new ApplyResumption(id, Sample.resumptionId("r"), "1:5:9f2ac41b", Optional.empty());
        assertThat(ledger.submit(apply)).isInstanceOf(Verdict.Accepted.class);
        assertThat(ledger.submit(apply)).isEqualTo(new Verdict.Repeated(ledger.events(), 0));
        assertRefused(
                ledger.submit(
                        new ApplyResumption(
                                id, Sample.resumptionId("s"), "1:6:9f2ac41b", Optional.empty())),
                ErrorCode.ALREADY_RESUMED);
        assertRefused(
                ledger.submit(Sample.openPause(ALL, PauseMode.HOLD), "late"),
                ErrorCode.ALREADY_RESUMED);
        // The barrier may still arrive, past every decision: it has no effect.
        ledger.append(pauseWithId(id), "open-pause", Optional.of(Sample.circuitKey("late")));
        assertThat(ledger.circuit().active()).isEmpty();
    }

    private static PauseOpened pauseWithId(PauseId id) {
        PauseOpened any = opened("any", ALL);
        return new PauseOpened(
                id,
                any.scope(),
                any.mode(),
                any.reason(),
                any.reasonClass(),
                any.incident(),
                any.publicMessage(),
                any.expectedEnd(),
                any.openedBy());
    }

    @Test
    void neverReleasesUnderAPauseOfEitherMode() {
        for (PauseMode mode : PauseMode.values()) {
            assertRefused(release(Sample.paused(OF_BTC, mode)), ErrorCode.WITHDRAWALS_PAUSED);
            assertThat(release(Sample.paused(new Scope.OfAsset(ETH), mode)))
                    .isEqualTo(Verdict.accepted(released()));
        }
    }

    private static WithdrawalReleased released() {
        return Withdrawals.RELEASED;
    }

    private static Verdict release(CircuitState circuit) {
        return ReleaseWithdrawalDecision.decide(
                new ReleaseWithdrawal(
                        ALICE, Withdrawals.ID, Withdrawals.NOT_AFTER, Withdrawals.RAIL),
                Sample.unkeyed(),
                new AccountState.Open(ALICE, new Balances(Map.of())),
                Withdrawals.requested(),
                circuit,
                Sample.expiryClock());
    }

    private static void assertRefused(Verdict verdict, ErrorCode code) {
        assertThat(verdict.refusal().map(Verdict.Refused::code)).contains(code);
    }
}
