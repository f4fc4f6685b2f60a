package io.sluice.ledger.circuit;

import static io.sluice.ledger.testing.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.FirstOutcome;
import io.sluice.ledger.command.LedgerCommand;
import io.sluice.ledger.command.LedgerCommand.ApplyExtension;
import io.sluice.ledger.command.LedgerCommand.ExtendPause;
import io.sluice.ledger.command.LedgerCommand.LiftPause;
import io.sluice.ledger.command.LedgerCommand.OpenPause;
import io.sluice.ledger.command.Verdict;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.ExtensionDecided;
import io.sluice.ledger.event.LedgerEvent.PauseExtended;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.id.NamedIds;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.money.Catalogue;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.testing.InMemoryLedger;
import io.sluice.ledger.testing.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** When a pause ends, who may say so, and how it lifts itself. */
class PauseEndsTest {

    private static final Instant END = NOW.plus(Duration.ofHours(1));
    private static final Instant LATER = END.plus(Duration.ofHours(1));
    private static final Instant EARLIER = END.minus(Duration.ofMinutes(30));
    private static final PauseId ID = NamedIds.pause(NamedIds.circuitKey("p"));

    private final InMemoryLedger ledger = new InMemoryLedger();

    private static OpenPause open(boolean liftAtEnd) {
        return new OpenPause(
                new Scope.All(),
                PauseMode.HOLD,
                "wallet upgrade",
                ReasonClass.WALLET_MAINTENANCE,
                Optional.empty(),
                "",
                Optional.of(END),
                liftAtEnd);
    }

    private Verdict extend(String key, Instant end, boolean mayResume) {
        return ledger.submit(new ExtendPause(ID, end, "as it goes", mayResume), key);
    }

    private static CommandHeader at(Instant now, String actor, String key) {
        return new CommandHeader(new UUID(1, 1), actor, Optional.of(Sample.circuitKey(key)), now);
    }

    private Verdict lift(Instant now) {
        return LiftPauseDecision.decide(
                new LiftPause(ID), at(now, "ledger", "x"), ledger.circuit());
    }

    private Optional<Instant> end() {
        CircuitState circuit = ledger.circuit();
        return circuit.expectedEnd(circuit.pause(ID).orElseThrow().event());
    }

    private static void assertRefused(ErrorCode code, Verdict verdict) {
        assertThat(verdict)
                .isInstanceOfSatisfying(
                        Verdict.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private static LedgerEvent accepted(Verdict verdict) {
        assertThat(verdict).isInstanceOf(Verdict.Accepted.class);
        return ((Verdict.Accepted) verdict).events().getFirst();
    }

    @Test
    void anEndIsMovedAndTheLastDecisionStands() {
        ledger.submit(open(false), "p");
        assertThat(accepted(extend("e1", LATER, false)))
                .isEqualTo(
                        new ExtensionDecided(
                                NamedIds.extension(NamedIds.circuitKey("e1")),
                                ID,
                                1,
                                LATER,
                                "as it goes",
                                "tester"));
        assertThat(end()).contains(LATER);
        extend("e2", EARLIER, false);
        assertThat(end()).contains(EARLIER);
    }

    @Test
    void theSameKeyAgainIsRepeatedWhateverTheCallerMayDoByNow() {
        ledger.submit(open(true), "p");
        extend("e1", LATER, false);
        extend("e2", LATER.plusSeconds(1), true);
        assertThat(extend("e1", LATER, true)).isInstanceOf(Verdict.Repeated.class);
        assertRefused(ErrorCode.IDEMPOTENCY_KEY_REUSED, extend("e1", LATER.plusSeconds(9), true));
        assertRefused(ErrorCode.IDEMPOTENCY_KEY_REUSED, extend("p", LATER.plusSeconds(9), true));
        assertRefused(ErrorCode.IDEMPOTENCY_KEY_REUSED, ledger.submit(open(true), "e1"));
    }

    @Test
    void anEarlierEndOfOneThatLiftsItselfIsForThoseWhoMayResumeAndNotForWhoPaused() {
        ledger.append(
                new PauseOpened(
                        ID,
                        new Scope.All(),
                        PauseMode.HOLD,
                        "upgrade",
                        ReasonClass.WALLET_MAINTENANCE,
                        Optional.empty(),
                        "",
                        Optional.of(END),
                        "olga",
                        true),
                "open-pause",
                Optional.of(Sample.circuitKey("p")));
        assertRefused(ErrorCode.FORBIDDEN, extend("e", EARLIER, false));
        ExtendPause earlier = new ExtendPause(ID, EARLIER, "done", true);
        assertRefused(ErrorCode.SECOND_PERSON_REQUIRED, decide(earlier, "olga", false));
        assertThat(decide(earlier, "olga", true)).isInstanceOf(Verdict.Accepted.class);
        assertThat(decide(earlier, "oleg", false)).isInstanceOf(Verdict.Accepted.class);
        assertThat(decide(new ExtendPause(ID, LATER, "more", false), "olga", false))
                .isInstanceOf(Verdict.Accepted.class);
    }

    private Verdict decide(ExtendPause command, String actor, boolean oneIsEnough) {
        return ExtendPauseDecision.decide(
                command,
                at(NOW, actor, "e"),
                oneIsEnough,
                ledger.circuit(),
                FirstOutcome.initial());
    }

    @Test
    void anEndThatHasPassedOrAPauseThatIsOverIsRefused() {
        assertRefused(ErrorCode.PAUSE_NOT_FOUND, extend("e", LATER, true));
        ledger.submit(open(false), "p");
        assertRefused(ErrorCode.END_NOT_AHEAD, extend("e", NOW, true));
        ledger.append(
                new LedgerEvent.PauseResumed(
                        ID, Sample.resumptionId("r"), "0:1:9f2ac41b", Optional.empty()),
                "apply-resumption",
                Optional.empty());
        assertRefused(ErrorCode.ALREADY_RESUMED, extend("e", LATER, true));
    }

    @Test
    void oneThatWouldLiftItselfAtOnceIsNotOpened() {
        Verdict verdict =
                OpenPauseDecision.decide(
                        open(true),
                        at(END, "tester", "p"),
                        Catalogue.standard(),
                        CircuitState.initial(),
                        FirstOutcome.initial());
        assertRefused(ErrorCode.END_NOT_AHEAD, verdict);
    }

    @Test
    void aPauseLiftsItselfAtItsEndOnceAndOnlyWhereItWasAskedFor() {
        ledger.submit(open(true), "p");
        assertRefused(ErrorCode.ILLEGAL_TRANSITION, lift(END.minusNanos(1_000)));
        assertThat(accepted(lift(END)))
                .isInstanceOfSatisfying(
                        ResumptionDecided.class,
                        decided -> {
                            assertThat(decided.pauseId()).isEqualTo(ID);
                            assertThat(decided.decidedBy()).isEqualTo("ledger");
                            assertThat(decided.resumptionId()).isEqualTo(NamedIds.lift(ID));
                            ledger.append(decided, "lift-pause", Optional.empty());
                        });
        assertRefused(ErrorCode.ALREADY_RESUMED, lift(END));
    }

    @Test
    void anAnnouncedEndEndsNothing() {
        ledger.submit(open(false), "p");
        assertRefused(ErrorCode.ILLEGAL_TRANSITION, lift(LATER));
    }

    @Test
    void oneThatWasExtendedLiftsItselfAtTheNewEnd() {
        ledger.submit(open(true), "p");
        extend("e", LATER, false);
        assertRefused(ErrorCode.ILLEGAL_TRANSITION, lift(END));
        assertThat(lift(LATER)).isInstanceOf(Verdict.Accepted.class);
    }

    @Test
    void whatIsCarriedStandsByItsNumberAndNotByWhenItCame() {
        ledger.submit(open(false), "p");
        LedgerCommand second = carry(2, LATER);
        assertThat(accepted(ledger.submit(second))).isInstanceOf(PauseExtended.class);
        assertThat(ledger.submit(carry(1, EARLIER))).isInstanceOf(Verdict.Repeated.class);
        assertThat(ledger.submit(second)).isInstanceOf(Verdict.Repeated.class);
        assertThat(end()).contains(LATER);
    }

    private static ApplyExtension carry(int number, Instant end) {
        return new ApplyExtension(
                ID,
                NamedIds.extension(NamedIds.circuitKey("e" + number)),
                number,
                end,
                "0:" + number + ":9f2ac41b");
    }
}
