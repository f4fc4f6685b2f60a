package io.sluice.ledger.testing;

import static io.sluice.ledger.testing.Sample.ALICE;
import static io.sluice.ledger.testing.Sample.BTC;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.DepositCredited;
import io.sluice.ledger.id.DepositId;
import io.sluice.ledger.money.Amount;
import org.junit.jupiter.api.Test;

/** The auditor has teeth: each thing that it must never see, it reports. */
class AuditorTest {

    private static final DepositCredited DEPOSIT =
            new DepositCredited(ALICE, new DepositId(Sample.uuid("d")), BTC, Amount.of(600), "r");
    private static final LedgerEvent PAUSE =
            Sample.pauseOpened("one", new Scope.OfAsset(BTC), PauseMode.HOLD);

    private static void audit(LedgerEvent... events) {
        Auditor auditor = new Auditor();
        for (LedgerEvent event : events) {
            auditor.audit(event, "here");
        }
    }

    private static void finds(String what, LedgerEvent... events) {
        assertThatThrownBy(() -> audit(events))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(what);
    }

    @Test
    void acceptsAnOrderlyLife() {
        assertThatCode(
                        () ->
                                audit(
                                        DEPOSIT,
                                        Withdrawals.REQUESTED,
                                        PAUSE,
                                        Withdrawals.HELD,
                                        Sample.pauseResumed("one"),
                                        Withdrawals.RELEASED,
                                        Withdrawals.SETTLED))
                .doesNotThrowAnyException();
    }

    @Test
    void findsAReleaseUnderAPause() {
        finds("while a pause covers", DEPOSIT, Withdrawals.REQUESTED, PAUSE, Withdrawals.RELEASED);
    }

    @Test
    void findsWhatMovesWithoutApproval() {
        finds("without approval", DEPOSIT, Withdrawals.AWAITING, Withdrawals.RELEASED);
        finds("without approval", DEPOSIT, Withdrawals.AWAITING, Withdrawals.HELD);
        finds("awaited approval", DEPOSIT, Withdrawals.REQUESTED, Withdrawals.APPROVED);
        finds(
                "only what is here",
                DEPOSIT,
                Withdrawals.REQUESTED,
                Withdrawals.RELEASED,
                Withdrawals.EXPIRED);
    }

    @Test
    void findsMoneyThatIsNotThere() {
        finds("negative", Withdrawals.REQUESTED);
    }

    @Test
    void findsASecondReleaseAndASecondEnd() {
        finds(
                "released once",
                DEPOSIT,
                Withdrawals.REQUESTED,
                Withdrawals.RELEASED,
                Withdrawals.RELEASED);
        finds(
                "never move",
                DEPOSIT,
                Withdrawals.REQUESTED,
                Withdrawals.RELEASED,
                Withdrawals.FAILED,
                Withdrawals.SETTLED);
        finds(
                "only what is here",
                DEPOSIT,
                Withdrawals.REQUESTED,
                Withdrawals.RELEASED,
                Withdrawals.CANCELLED);
        finds("only what left", DEPOSIT, Withdrawals.REQUESTED, Withdrawals.FAILED);
    }
}
