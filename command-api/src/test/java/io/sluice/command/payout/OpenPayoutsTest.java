package io.sluice.command.payout;

import static io.sluice.ledger.withdrawal.WithdrawalStatus.HELD;
import static io.sluice.ledger.withdrawal.WithdrawalStatus.REQUESTED;
import static io.sluice.ledger.withdrawal.WithdrawalStatus.SUBMITTED;
import static io.sluice.ledger.withdrawal.WithdrawalStatus.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OpenPayoutsTest {

    private final OpenPayouts open = new OpenPayouts();

    @Test
    void keepsTheOrderInWhichTheyCameIntoTheirStatus() {
        for (int number = 0; number < 4; number++) {
            open.put(requested(number), number, number);
        }
        open.put(requested(1).now(HELD, at(10)), 10, 10);
        open.put(requested(3).now(HELD, at(11)), 11, 11);
        open.put(requested(0).now(HELD, at(12)), 12, 12);

        assertThat(offsets(REQUESTED)).containsExactly(2L);
        assertThat(offsets(HELD)).containsExactly(10L, 11L, 12L);
        assertThat(open.count(HELD)).isEqualTo(3);
    }

    @Test
    void keepsThePlaceOfOneThatStaysInItsStatus() {
        open.put(requested(0).now(HELD, at(5)), 5, 5);
        open.put(requested(1).now(HELD, at(6)), 6, 6);
        Payout again = requested(0).held(new Holders(List.of(new PauseId(new UUID(1, 1)))), at(7));
        open.put(
                new Payout(again.request(), 0, HELD, again.holders(), again.release(), at(5)),
                7,
                7);

        assertThat(offsets(HELD)).containsExactly(5L, 6L);
        assertThat(open.find(id(0)).orElseThrow().heldBy()).isEqualTo(again.heldBy());
    }

    @Test
    void forgetsWhoLeavesFromAnywhereInTheRow() {
        for (int number = 0; number < 5; number++) {
            open.put(requested(number), number, number);
        }
        for (int number : new int[] {2, 0, 4, 4}) {
            open.remove(id(number));
        }
        assertThat(offsets(REQUESTED)).containsExactly(1L, 3L);
        open.remove(id(1));
        open.remove(id(3));
        assertThat(offsets(REQUESTED)).isEmpty();
        assertThat(open.count(REQUESTED)).isZero();
        open.put(requested(5), 5, 5);
        assertThat(offsets(REQUESTED)).containsExactly(5L);
        assertThat(open.find(id(2))).isEmpty();
    }

    @Test
    void countsEachOnceUntilItIsGone() {
        open.put(requested(0), 0, 0);
        open.put(requested(0).now(HELD, at(1)), 1, 1);
        assertThat(open.size()).isEqualTo(1);
        open.put(requested(1), 2, 2);
        assertThat(open.size()).isEqualTo(2);
        open.remove(id(0));
        open.remove(id(0));
        assertThat(open.size()).isEqualTo(1);
        open.remove(id(1));
        assertThat(open.size()).isZero();
    }

    @Test
    void tellsWhichAreLeaving() {
        open.put(requested(0), 0, 0);
        open.put(requested(1).now(UNKNOWN, at(1)), 1, 1);
        open.put(requested(2).now(SUBMITTED, at(2)), 2, 2);
        assertThat(open.leaving().map(Payout::id)).containsExactlyInAnyOrder(id(1), id(2));
    }

    private List<Long> offsets(WithdrawalStatus status) {
        return open.in(status).map(OpenPayouts.Place::offset).toList();
    }

    private static Payout requested(int number) {
        return new Payout(
                new WithdrawalRequested(
                        new AccountId("alice"),
                        id(number),
                        new Asset("BTC"),
                        new Network("bitcoin"),
                        Amount.of(1),
                        Amount.of(0),
                        new Destination("bc1q", Optional.empty())),
                number,
                REQUESTED,
                Holders.NONE,
                Optional.empty(),
                at(number));
    }

    private static WithdrawalId id(int number) {
        return new WithdrawalId(new UUID(0, number));
    }

    private static Instant at(int second) {
        return Instant.ofEpochSecond(second);
    }
}
