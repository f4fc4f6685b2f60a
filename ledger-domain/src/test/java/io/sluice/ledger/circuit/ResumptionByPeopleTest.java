package io.sluice.ledger.circuit;

import static io.sluice.ledger.testing.Sample.BTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.command.Approvals;
import io.sluice.ledger.command.LedgerCommand.DecideResumption;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent.ResumptionAsked;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.testing.InMemoryLedger;
import io.sluice.ledger.testing.Sample;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who must have asked until a pause ends; Olga opened it. */
class ResumptionByPeopleTest {

    private static final String OLGA = "olga";
    private static final String ANNA = "anna";
    private static final String BEN = "ben";

    private final InMemoryLedger ledger = new InMemoryLedger();
    private PauseId pause = Sample.pauseId("none");

    @BeforeEach
    void open() {
        ledger.approvals(Approvals.TWO);
        pause = opened("p");
    }

    private PauseId opened(String key) {
        ledger.submitAs(OLGA, Sample.openPause(new Scope.OfAsset(BTC), PauseMode.HOLD), key);
        return NamedIds.pause(NamedIds.circuitKey(key));
    }

    private DecideResumption resume(Integer... rate) {
        return new DecideResumption(
                pause, List.of(pause), "over", List.of(rate).stream().findFirst());
    }

    private Verdict asks(String who, String key, Integer... rate) {
        return ledger.submitAs(who, resume(rate), key);
    }

    private Optional<ResumptionDecided> decision() {
        return ledger.circuit().decision(pause).map(recorded -> recorded.event());
    }

    private static void assertAsked(Verdict verdict, int people) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Accepted.class,
                        accepted ->
                                assertThat(accepted.events())
                                        .singleElement()
                                        .isInstanceOfSatisfying(
                                                ResumptionAsked.class,
                                                asked -> {
                                                    assertThat(asked.people()).isEqualTo(people);
                                                    assertThat(asked.needed()).isEqualTo(2);
                                                }));
    }

    private static void assertRefused(Verdict verdict, ErrorCode code) {
        assertThat(verdict.refusal().map(Verdict.Refused::code)).contains(code);
    }

    @Test
    void twoDifferentPeopleEndAPauseAndTheFirstAloneDoesNot() {
        assertAsked(asks(ANNA, "a"), 1);
        assertThat(decision()).isEmpty();
        assertThat(asks(BEN, "b")).isInstanceOf(Verdict.Accepted.class);
        assertThat(decision())
                .hasValueSatisfying(
                        made -> {
                            assertThat(made.decidedBy()).isEqualTo(BEN);
                            assertThat(made.askedBy()).containsExactly(ANNA, BEN);
                            assertThat(made.breakGlass()).isFalse();
                        });
    }

    @Test
    void theSamePersonNeverCountsTwiceHoweverManyKeysTheyHave() {
        assertAsked(asks(ANNA, "a1"), 1);
        assertAsked(asks(ANNA, "a2"), 1);
        assertAsked(asks(ANNA, "a3", 7), 1);
        assertThat(decision()).isEmpty();
    }

    @Test
    void whoeverPausedMayAskFirstAndAnotherCompletes() {
        assertAsked(asks(OLGA, "o"), 1);
        assertThat(asks(BEN, "b")).isInstanceOf(Verdict.Accepted.class);
        assertThat(decision().map(ResumptionDecided::askedBy)).contains(List.of(OLGA, BEN));
    }

    @Test
    void whoeverPausedNeverCompletesAlsoWhereTheyWouldBeEnough() {
        assertAsked(asks(ANNA, "a"), 1);
        assertAsked(asks(OLGA, "o"), 2);
        assertThat(decision()).isEmpty();
        assertThat(asks(ANNA, "a2")).isInstanceOf(Verdict.Accepted.class);
        assertThat(decision().map(ResumptionDecided::decidedBy)).contains(ANNA);
    }

    @Test
    void eachKeyIsAnsweredAsAtFirstAlsoAfterThePauseHasEnded() {
        Verdict first = asks(ANNA, "a");
        asks(BEN, "b");
        long askedAt = 1;
        assertThat(asks(ANNA, "a"))
                .isEqualTo(new Verdict.Repeated(((Verdict.Accepted) first).events(), askedAt));
        assertThat(asks(BEN, "b"))
                .isInstanceOfSatisfying(
                        Verdict.Repeated.class,
                        repeated ->
                                assertThat(repeated.firstEvents())
                                        .hasSize(2)
                                        .last()
                                        .isInstanceOf(ResumptionDecided.class));
        assertRefused(asks(ANNA, "a", 9), ErrorCode.IDEMPOTENCY_KEY_REUSED);
        assertRefused(asks(BEN, "b", 9), ErrorCode.IDEMPOTENCY_KEY_REUSED);
        assertRefused(asks(ANNA, "new"), ErrorCode.ALREADY_RESUMED);
        assertThat(ledger.events()).hasSize(4);
    }

    /** The decision's rate is Anna's, which is not what Ben's key asked for. */
    @Test
    void theLowestRateThatAnyoneAskedForHoldsAndReplaysCompareWhatEachAsked() {
        asks(ANNA, "a0", 90);
        asks(ANNA, "a", 5);
        asks(BEN, "b", 50);
        assertThat(decision().flatMap(ResumptionDecided::ratePerSecond)).contains(5);
        assertThat(asks(BEN, "b", 50)).isInstanceOf(Verdict.Repeated.class);
        assertRefused(asks(BEN, "b", 5), ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void eachPauseOfACallCountsItsOwnPeople() {
        PauseId other = opened("q");
        List<PauseId> both = List.of(pause, other);
        asks(ANNA, "a");
        assertThat(ledger.submitAs(BEN, inACall(pause, both), "b"))
                .isInstanceOf(Verdict.Accepted.class);
        assertAsked(ledger.submitAs(BEN, inACall(other, both), "b"), 1);
        assertThat(decision()).isPresent();
        assertThat(ledger.circuit().decision(other)).isEmpty();
        assertThat(ledger.submitAs(BEN, inACall(pause, both), "b"))
                .isInstanceOf(Verdict.Repeated.class);
    }

    private static DecideResumption inACall(PauseId of, List<PauseId> all) {
        return new DecideResumption(of, all, "over", Optional.empty());
    }

    @Test
    void theGlassIsBrokenByOneAloneAndTheLogSaysSo() {
        DecideResumption broken =
                new DecideResumption(
                        pause, List.of(pause), "nobody else is awake", Optional.of(3), true);
        assertThat(ledger.submitAs(OLGA, broken, "o")).isInstanceOf(Verdict.Accepted.class);
        assertThat(decision())
                .hasValueSatisfying(
                        made -> {
                            assertThat(made.breakGlass()).isTrue();
                            assertThat(made.askedBy()).containsExactly(OLGA);
                            assertThat(made.ratePerSecond()).contains(3);
                        });
        assertThat(ledger.submitAs(OLGA, broken, "o")).isInstanceOf(Verdict.Repeated.class);
        assertRefused(
                ledger.submitAs(
                        OLGA,
                        new DecideResumption(
                                pause, List.of(pause), "nobody else is awake", Optional.of(3)),
                        "o"),
                ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void aKeyThatAskedNeverOpensAPauseNorAsksForAnother() {
        asks(ANNA, "a");
        assertRefused(
                ledger.submitAs(ANNA, Sample.openPause(new Scope.All(), PauseMode.HOLD), "a"),
                ErrorCode.IDEMPOTENCY_KEY_REUSED);
        PauseId other = opened("q");
        assertRefused(
                ledger.submitAs(ANNA, inACall(other, List.of(other)), "a"),
                ErrorCode.IDEMPOTENCY_KEY_REUSED);
    }

    /** The setting was lowered while somebody waited. */
    @Test
    void oneIsEnoughOnceOneIsNeeded() {
        asks(ANNA, "a", 4);
        ledger.approvals(Approvals.ONE);
        asks(OLGA, "o");
        assertThat(decision())
                .hasValueSatisfying(
                        made -> {
                            assertThat(made.askedBy()).containsExactly(ANNA, OLGA);
                            assertThat(made.ratePerSecond()).contains(4);
                        });
    }
}
