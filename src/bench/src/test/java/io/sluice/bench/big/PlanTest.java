package io.sluice.bench.big;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void everyWithdrawalIsInSomePartitionThatHasAccounts() {
        Plan plan = new Plan(1, 1_003, 7, 0, 4, false);

        assertThat(plan.withdrawalsByPartition().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(1_003);
        IntStream.range(0, 4)
                .filter(partition -> plan.accountsOf(partition).isEmpty())
                .forEach(
                        partition ->
                                assertThat(plan.withdrawalsByPartition().get(partition)).isZero());
    }

    @Test
    void theHotAccountsEventsAddUpWhateverIsLeftOver() {
        for (long events = 5; events < 30; events++) {
            Plan plan = new Plan(1, 0, 1, events, 4, false);
            long opened = 1;
            long funded = Coin.values().length;

            assertThat(opened + funded + plan.hotDeposits() + 4 * plan.hotWithdrawals())
                    .isEqualTo(events);
        }
    }

    @Test
    void refusesAHotAccountThatIsNotEvenOpened() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Plan(1, 0, 1, 4, 4, false));
    }
}
