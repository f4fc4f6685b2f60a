package io.sluice.command.watchdog;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.command.payout.RailHealth;
import io.sluice.ledger.account.Balance;
import io.sluice.ledger.account.Balances;
import io.sluice.ledger.circuit.PauseMode;
import io.sluice.ledger.circuit.Scope;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.log.ClusterView;
import io.sluice.log.ClusterView.Copies;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.WriterState;
import io.sluice.log.writer.PartitionHealth;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What each cause is seen by, and which figures its evidence has. */
class ProbesTest {

    private static final Asset BTC = new Asset("BTC");

    private static CauseSettings threshold(long threshold) {
        return new CauseSettings(
                WatchdogAction.PAUSE,
                threshold,
                Duration.ZERO,
                Duration.ZERO,
                new Scope.All(),
                PauseMode.HOLD,
                false);
    }

    private static PartitionHealth partition(
            int partition, Optional<String> refusal, boolean lostData, Duration stuckFor) {
        return new PartitionHealth(
                partition,
                refusal.isPresent() ? WriterState.REFUSING : WriterState.SERVING,
                refusal,
                lostData,
                3,
                stuckFor,
                OptionalLong.of(41),
                OptionalLong.of(40),
                false,
                0);
    }

    @Test
    void lostDataIsToldFromOtherRefusals() {
        PartitionHealth broken = partition(0, Optional.of("a bug"), false, Duration.ZERO);
        PartitionHealth lost = partition(1, Optional.of("offset 7 is lost"), true, Duration.ZERO);
        assertThat(new LostDataProbe(() -> List.of(broken), threshold(1)).look().holds()).isFalse();
        assertThat(new LostDataProbe(() -> List.of(broken, lost), threshold(1)).look())
                .isEqualTo(new Finding(true, "offset 7 is lost"));
    }

    @Test
    void stuckAppendsAreToldByTheirAge() {
        StuckAppendsProbe probe =
                new StuckAppendsProbe(
                        () ->
                                List.of(
                                        partition(0, Optional.empty(), false, Duration.ofMillis(9)),
                                        partition(
                                                1,
                                                Optional.empty(),
                                                false,
                                                Duration.ofMillis(5_001))),
                        threshold(5_000));
        assertThat(probe.look())
                .isEqualTo(
                        new Finding(
                                true,
                                "partition 1 (SERVING): nothing read back for 5001 ms, 3 in flight,"
                                        + " behind offset 41 (threshold 5000 ms)"));
    }

    private static Finding brokers(long threshold, Copies... partitions) {
        ClusterView view = new ClusterView(List.of(1, 2, 3), 2, List.of(partitions));
        return new BrokersProbe(most -> view, Duration.ofSeconds(1), threshold(threshold)).look();
    }

    @Test
    void missingCopiesAreCountedAgainstTheThreshold() {
        Copies whole = new Copies(0, true, List.of(1, 2, 3), List.of(1, 2, 3));
        Copies oneMissing = new Copies(1, true, List.of(1, 2, 3), List.of(1, 3));
        assertThat(brokers(1, whole).holds()).isFalse();
        assertThat(brokers(2, whole, oneMissing).holds()).isFalse();
        assertThat(brokers(1, whole, oneMissing).evidence())
                .isEqualTo(
                        "brokers there [1, 2, 3]; partition 1: in sync [1, 3], missing [2]"
                                + " (threshold 1 missing, at least 2 in sync)");
    }

    @Test
    void tooFewInSyncOrNoLeaderHoldsWhateverTheThreshold() {
        assertThat(brokers(9, new Copies(0, true, List.of(1, 2, 3), List.of(1))).holds()).isTrue();
        assertThat(brokers(9, new Copies(0, false, List.of(1, 2, 3), List.of(1, 2, 3))).holds())
                .isTrue();
        Probe silent =
                new BrokersProbe(
                        most -> {
                            throw new LogUnavailableException("took longer than " + most);
                        },
                        Duration.ofSeconds(1),
                        threshold(9));
        assertThat(silent.look())
                .isEqualTo(new Finding(true, "no broker answers: took longer than PT1S"));
    }

    private static Finding rail(long settled, long failed, long unknown, boolean breakerOpen) {
        RailHealth health =
                since ->
                        List.of(
                                new RailHealth.Reading(
                                        "network tron", settled, failed, unknown, breakerOpen));
        return new FailingRailProbe(
                        List.of(health),
                        new WatchdogSettings.RailWindow(Duration.ofMinutes(1), 20),
                        threshold(50),
                        Clock.systemUTC())
                .look();
    }

    @Test
    void aRailFailsByItsShareOfEnoughOutcomesOrByItsBreaker() {
        assertThat(rail(11, 9, 0, false).holds()).isFalse();
        assertThat(rail(0, 10, 9, false).holds()).isFalse();
        assertThat(rail(100, 0, 0, true).holds()).isTrue();
        assertThat(rail(10, 4, 6, false))
                .isEqualTo(
                        new Finding(
                                true,
                                "network tron: 4 failed and 6 unknown of 20 outcomes in 60 s"
                                        + " (threshold 50 % of at least 20)"));
    }

    private static Balance balance(long available) {
        return new Balance(Amount.of(available), Amount.ZERO, Amount.ZERO);
    }

    @Test
    void anAccountThatDiffersIsLookedAtAgainUntilItAgrees() {
        AccountId alice = new AccountId("alice");
        List<Long> rows = new ArrayList<>(List.of(10L, 11L, 11L, 10L));
        List<List<AccountId>> askedAgain = new ArrayList<>();
        ProjectedBalances projected =
                new ProjectedBalances() {
                    private List<Projected> row() {
                        return List.of(
                                new Projected(
                                        alice, 2, 7, Map.of(BTC, balance(rows.removeFirst()))));
                    }

                    @Override
                    public List<Projected> next(int most) {
                        return askedAgain.size() <= 2 ? row() : List.of();
                    }

                    @Override
                    public List<Projected> again(List<AccountId> accounts) {
                        askedAgain.add(accounts);
                        return askedAgain.size() > 2 ? row() : List.of();
                    }
                };
        DriftProbe probe =
                new DriftProbe(
                        projected,
                        (account, next) ->
                                CompletableFuture.completedFuture(
                                        Optional.of(new Balances(Map.of(BTC, balance(10))))),
                        new WatchdogSettings.DriftSampling(Duration.ofSeconds(1), 5),
                        threshold(1));
        assertThat(probe.look().holds()).isFalse();
        assertThat(probe.look())
                .isEqualTo(
                        new Finding(
                                true,
                                "1 accounts differ (threshold 1): account alice BTC: PostgreSQL has"
                                        + " 11+0+0, the owner 10+0+0, below event 7 of partition"
                                        + " 2"));
        assertThat(probe.look().holds()).isTrue();
        assertThat(probe.look().holds()).isFalse();
        assertThat(askedAgain.get(3)).containsExactly(alice);
    }

    /** An account that has moved on since proves nothing. */
    @Test
    void whatCannotBeComparedAtOnePositionIsNotDrift() {
        ProjectedBalances projected =
                new ProjectedBalances() {
                    @Override
                    public List<Projected> next(int most) {
                        return List.of(
                                new Projected(
                                        new AccountId("bob"), 0, 3, Map.of(BTC, balance(99))));
                    }

                    @Override
                    public List<Projected> again(List<AccountId> accounts) {
                        return List.of();
                    }
                };
        assertThat(
                        new DriftProbe(
                                        projected,
                                        (account, next) ->
                                                CompletableFuture.completedFuture(Optional.empty()),
                                        new WatchdogSettings.DriftSampling(
                                                Duration.ofSeconds(1), 5),
                                        threshold(1))
                                .look()
                                .holds())
                .isFalse();
    }
}
