package io.sluice.command.payout;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.command.fold.Placed;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.ReasonClass;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.event.LedgerEvent.WithdrawalHeld;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.event.LedgerEvent.WithdrawalRequested;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.ResumptionId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.ledger.withdrawal.RailTerms;
import io.sluice.log.LogPosition;
import io.sluice.log.StoredEvent;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PayoutQueueTest {

    private static final AccountId ALICE = new AccountId("alice");
    private static final WithdrawalId ONE = new WithdrawalId(new UUID(0, 1));
    private static final PauseId FIRST = new PauseId(new UUID(1, 1));
    private static final PauseId SECOND = new PauseId(new UUID(1, 2));

    private final PayoutQueue queue = new PayoutQueue(0, new OutcomeCounts());
    private int folded;

    /** One that a first pause held and a second one found held. */
    private void foldTheSecondPause() {
        fold(requested(ONE));
        fold(opened(FIRST));
        fold(new WithdrawalHeld(ALICE, ONE, List.of(FIRST)));
        fold(new LedgerEvent.AccountFrozen(ALICE, "look"));
        fold(opened(SECOND));
    }

    private static WithdrawalRequested requested(WithdrawalId id) {
        return requested(id, ALICE);
    }

    private static WithdrawalRequested requested(WithdrawalId id, AccountId account) {
        return new WithdrawalRequested(
                account,
                id,
                new Asset("BTC"),
                new Network("bitcoin"),
                Amount.of(1),
                Amount.of(0),
                new Destination("bc1q", Optional.empty()));
    }

    private void fold(LedgerEvent event) {
        Instant time = Instant.ofEpochSecond(folded);
        StoredEvent stored =
                new StoredEvent(
                        new UUID(2, folded).toString(), "t", "1", time, List.of(), Map.of(), event);
        LogPosition position = new LogPosition(0, folded, "00000000");
        queue.fold(Stream.of(new Placed(stored, folded, position, time)), folded++);
    }

    /** However many are read, each with its own. */
    @Test
    void keepsOneAssetAndOneNetworkOfEachLane() {
        fold(requested(ONE));
        fold(requested(id(2)));
        List<WithdrawalRequested> open =
                queue.queued(new Scope.All()).stream().map(Payout::request).toList();
        assertThat(open.get(1).asset()).isSameAs(open.get(0).asset());
        assertThat(open.get(1).network()).isSameAs(open.get(0).network());
        assertThat(open).containsExactly(requested(ONE), requested(id(2)));
    }

    @Test
    void keepsOneRailOfAllThatWereReleasedToIt() {
        fold(requested(ONE));
        fold(requested(id(2)));
        fold(released(ONE));
        fold(released(id(2)));
        List<Payout.Release> releases =
                queue.inFlight().stream().map(Payout::release).map(Optional::orElseThrow).toList();
        assertThat(releases.get(1).rail()).isSameAs(releases.get(0).rail());
        assertThat(releases.get(0))
                .isEqualTo(Payout.Release.of(released(ONE), new LogPosition(0, 2, "00000000")));
    }

    private static WithdrawalId id(int number) {
        return new WithdrawalId(new UUID(0, number));
    }

    private static WithdrawalReleased released(WithdrawalId id) {
        return new WithdrawalReleased(
                ALICE,
                id,
                new Asset("BTC"),
                new Network("bitcoin"),
                Amount.of(1),
                Amount.of(0),
                1,
                Instant.EPOCH,
                new RailTerms("sandbox", Set.of()));
    }

    private static PauseResumed resumed(PauseId id) {
        return new PauseResumed(id, new ResumptionId(new UUID(3, 1)), "0-1-aa", Optional.empty());
    }

    private static PauseOpened opened(PauseId id) {
        return opened(id, new Scope.All());
    }

    private static PauseOpened opened(PauseId id, Scope scope) {
        return new PauseOpened(
                id,
                scope,
                PauseMode.HOLD,
                "a drill",
                ReasonClass.DRILL,
                Optional.empty(),
                "a drill",
                Optional.empty(),
                "operator",
                false);
    }

    static Stream<Arguments> questions() {
        return Stream.of(
                question("heldFor", queue -> queue.heldFor(SECOND), 1L),
                question("drain", queue -> queue.drain(SECOND), new Drain(1, 0)),
                question(
                        "changed",
                        queue -> queue.changedDrains().getOrDefault(SECOND, Drain.NONE),
                        new Drain(1, 0)),
                question("stuck", queue -> queue.stuck(SECOND), 1L),
                question("queued", queue -> names(queue.queued(new Scope.All())), true),
                question("held", queue -> names(queue.held(_ -> true, -1, 9)), true));
    }

    private static Arguments question(
            String name, Function<PayoutQueue, Object> ask, Object answer) {
        return Arguments.argumentSet(name, ask, answer);
    }

    private static boolean names(List<Payout> payouts) {
        return payouts.size() == 1 && payouts.getFirst().names(SECOND);
    }

    @ParameterizedTest
    @MethodSource("questions")
    void everyAnswerNamesThePauseInWhatWasHeld(Function<PayoutQueue, Object> ask, Object answer) {
        foldTheSecondPause();
        assertThat(ask.apply(queue)).isEqualTo(answer);
    }

    @Test
    void onlyTheSecondPauseChangesAfterTheFirstWasAskedFor() {
        foldTheSecondPause();
        assertThat(queue.changedDrains()).containsOnlyKeys(FIRST, SECOND);
        assertThat(queue.changedDrains()).isEmpty();
    }

    @Test
    void thoseHeldByTheSamePausesShareTheListOfThem() {
        fold(opened(FIRST));
        for (int i = 0; i < 2; i++) {
            WithdrawalId id = id(i);
            fold(requested(id));
            fold(new WithdrawalHeld(ALICE, id, List.of(FIRST)));
        }
        fold(opened(SECOND));

        List<Payout> held = queue.held(_ -> true, -1, 9);
        assertThat(held).extracting(Payout::heldBy).containsOnly(List.of(FIRST, SECOND));
        assertThat(held.getFirst().heldBy()).isSameAs(held.getLast().heldBy());
    }

    @Test
    void aPauseThatIsNamedAlreadyIsNotNamedTwice() {
        fold(requested(ONE));
        fold(opened(FIRST));
        fold(opened(SECOND));
        fold(new WithdrawalHeld(ALICE, ONE, List.of(FIRST, SECOND)));

        assertThat(queue.held(_ -> true, -1, 9).getFirst().heldBy()).containsExactly(FIRST, SECOND);
        assertThat(queue.drain(SECOND)).isEqualTo(new Drain(1, 0));
    }

    @Test
    void onlyWhatIsStillHeldIsHeldByALaterPause() {
        fold(opened(FIRST));
        for (int i = 0; i < 3; i++) {
            fold(requested(id(i)));
            fold(new WithdrawalHeld(ALICE, id(i), List.of(FIRST)));
        }
        fold(resumed(FIRST));
        fold(released(id(0)));
        fold(opened(SECOND));
        fold(resumed(SECOND));
        fold(released(id(1)));

        assertThat(queue.inFlight())
                .extracting(Payout::heldBy)
                .containsExactly(List.of(FIRST), List.of(FIRST, SECOND));
        assertThat(queue.drain(FIRST)).isEqualTo(new Drain(3, 2));
        assertThat(queue.drain(SECOND)).isEqualTo(new Drain(2, 1));
        assertThat(queue.heldFor(FIRST)).isOne();
        assertThat(queue.heldFor(SECOND)).isOne();
    }

    @Test
    void aPauseHoldsNothingOfALaneThatItDoesNotCover() {
        fold(opened(FIRST));
        fold(requested(ONE));
        fold(new WithdrawalHeld(ALICE, ONE, List.of(FIRST)));
        fold(opened(SECOND, new Scope.OfAsset(new Asset("ETH"))));
        assertThat(queue.heldFor(SECOND)).isZero();
        assertThat(queue.held(_ -> true, -1, 9).getFirst().heldBy()).containsExactly(FIRST);
    }

    @Test
    void whoIsHeldAfterAResumptionIsHeldByWhatIsLeft() {
        fold(opened(FIRST));
        fold(opened(SECOND));
        fold(requested(id(0)));
        fold(new WithdrawalHeld(ALICE, id(0), List.of(FIRST, SECOND)));
        fold(resumed(FIRST));
        fold(requested(id(1)));
        fold(new WithdrawalHeld(ALICE, id(1), List.of(SECOND)));

        assertThat(queue.held(_ -> true, -1, 9))
                .extracting(Payout::heldBy)
                .containsExactly(List.of(FIRST, SECOND), List.of(SECOND));
        assertThat(queue.heldFor(FIRST)).isOne();
        assertThat(queue.heldFor(SECOND)).isEqualTo(2);
    }

    @Test
    void aPauseThatCameAndWentHoldsOnlyWhatItFound() {
        fold(opened(FIRST));
        fold(requested(id(0)));
        fold(new WithdrawalHeld(ALICE, id(0), List.of(FIRST)));
        fold(opened(SECOND));
        fold(resumed(SECOND));
        fold(requested(id(1)));
        fold(new WithdrawalHeld(ALICE, id(1), List.of(FIRST)));

        assertThat(queue.held(_ -> true, -1, 9))
                .extracting(Payout::heldBy)
                .containsExactly(List.of(FIRST, SECOND), List.of(FIRST));
        assertThat(queue.heldFor(SECOND)).isOne();
    }

    @Test
    void afterAResumptionOneWhoseAccountIsFrozenIsPassedAndOneThatMayNotGoYetIsNot() {
        AccountId bob = new AccountId("bob");
        fold(opened(FIRST));
        fold(requested(ONE, bob));
        fold(requested(id(2)));
        fold(requested(id(3)));
        fold(new WithdrawalHeld(bob, ONE, List.of(FIRST)));
        fold(new WithdrawalHeld(ALICE, id(2), List.of(FIRST)));
        fold(new WithdrawalHeld(ALICE, id(3), List.of(FIRST)));
        assertThat(next(_ -> true)).as("under the pause").isEmpty();

        fold(resumed(FIRST));
        fold(new LedgerEvent.AccountFrozen(bob, "look"));
        assertThat(next(_ -> true)).containsExactly(id(2), id(3));
        assertThat(next(payout -> !payout.id().equals(id(2)))).isEmpty();
        assertThat(next(payout -> !payout.id().equals(id(3)))).containsExactly(id(2));
    }

    private List<WithdrawalId> next(Predicate<Payout> mayGo) {
        return queue.next(9, _ -> false, mayGo).stream().map(Payout::id).toList();
    }
}
