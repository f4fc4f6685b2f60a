package io.sluice.command.payout;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.command.payout.WaitingPayouts.Turn;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WaitingPayoutsTest {

    private static final Lane BTC = new Lane(new Asset("BTC"), new Network("bitcoin"));
    private static final Lane ETH = new Lane(new Asset("ETH"), new Network("ethereum"));

    private final WaitingPayouts waiting = new WaitingPayouts();

    /** In one lane 1, 4 and 5, in the other 2, 3 and 6. */
    @BeforeEach
    void queueInTwoLanes() {
        Stream.of(5, 1, 4).forEach(order -> waiting.keep(payout(BTC, order)));
        Stream.of(3, 6, 2).forEach(order -> waiting.keep(payout(ETH, order)));
    }

    private static Payout payout(Lane lane, long order) {
        return Payout.requested(
                new WithdrawalRequested(
                        new AccountId("alice"),
                        new WithdrawalId(new UUID(0, order)),
                        lane.asset(),
                        lane.network(),
                        Amount.of(1),
                        Amount.of(0),
                        new Destination("there", Optional.empty())),
                order,
                Instant.EPOCH);
    }

    private static List<Long> orders(List<Payout> payouts) {
        return payouts.stream().map(Payout::order).toList();
    }

    @Test
    void goInTheOrderOfTheirRequestsOverAllLanes() {
        assertThat(orders(waiting.next(10, lane -> true, payout -> Turn.GOES)))
                .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    }

    @Test
    void goNoMoreThanAskedForAndNoneIsAskedBeyond() {
        List<Long> asked = new ArrayList<>();
        List<Payout> next =
                waiting.next(
                        3,
                        lane -> true,
                        payout -> {
                            asked.add(payout.order());
                            return Turn.GOES;
                        });
        assertThat(orders(next)).containsExactly(1L, 2L, 3L);
        assertThat(asked).containsExactly(1L, 2L, 3L);
    }

    @Test
    void stayInALaneThatIsNotOpen() {
        assertThat(orders(waiting.next(10, ETH::equals, payout -> Turn.GOES)))
                .containsExactly(2L, 3L, 6L);
    }

    @Test
    void goPastOneThatIsSkipped() {
        assertThat(
                        orders(
                                waiting.next(
                                        10,
                                        lane -> true,
                                        payout -> payout.order() == 3 ? Turn.SKIPPED : Turn.GOES)))
                .containsExactly(1L, 2L, 4L, 5L, 6L);
    }

    @Test
    void stayBehindOneThatWaitsInItsLaneAlone() {
        assertThat(
                        orders(
                                waiting.next(
                                        10,
                                        lane -> true,
                                        payout -> payout.order() == 3 ? Turn.WAITS : Turn.GOES)))
                .containsExactly(1L, 2L, 4L, 5L);
    }

    @Test
    void areListedAfterOneInTheOrderOfTheirRequests() {
        assertThat(orders(waiting.after(-1, payout -> true, 2))).containsExactly(1L, 2L);
        assertThat(orders(waiting.after(2, payout -> true, 3))).containsExactly(3L, 4L, 5L);
        assertThat(orders(waiting.after(2, payout -> payout.order() % 2 == 0, 3)))
                .containsExactly(4L, 6L);
    }

    @Test
    void areFoundByScopeUntilTheyLeave() {
        waiting.forget(payout(ETH, 3));
        waiting.forget(payout(new Lane(new Asset("USDT"), new Network("tron")), 9));
        assertThat(orders(waiting.in(new Scope.OfAsset(ETH.asset())).toList()))
                .containsExactly(2L, 6L);
        assertThat(waiting.all().map(Payout::order)).containsExactlyInAnyOrder(1L, 2L, 4L, 5L, 6L);
    }
}
