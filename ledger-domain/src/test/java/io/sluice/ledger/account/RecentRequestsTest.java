package io.sluice.ledger.account;

import static io.sluice.ledger.testing.Sample.BTC;
import static io.sluice.ledger.testing.Sample.ETH;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.ledger.account.RecentRequests.Hour;
import io.sluice.ledger.money.Amount;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class RecentRequestsTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:30:00Z");

    private static Amount lately(RecentRequests requests, Instant at) {
        return requests.lately(BTC, at, Amount.ZERO);
    }

    @Test
    void countsADayAndUpToAnHourMore() {
        RecentRequests asked = RecentRequests.NONE.with(BTC, Amount.of(5), NOON);
        assertThat(lately(asked, NOON.plus(Duration.ofHours(24)))).isEqualTo(Amount.of(5));
        assertThat(lately(asked, NOON.plus(Duration.ofMinutes(24 * 60 + 29))))
                .isEqualTo(Amount.of(5));
        assertThat(lately(asked, NOON.plus(Duration.ofMinutes(24 * 60 + 30))))
                .isEqualTo(Amount.ZERO);
        assertThat(asked.lately(ETH, NOON, Amount.of(3))).isEqualTo(Amount.of(3));
    }

    /** Against a list of everything: never less than what the last 24 hours hold. */
    @Test
    void neverCountsLessThanADayHoldsNorMoreThan25HoursDo() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        RecentRequests requests = RecentRequests.NONE;
        List<Map.Entry<Instant, Long>> all = new ArrayList<>();
        Instant now = NOON;
        for (int i = 0; i < 2_000; i++) {
            now = now.plusSeconds(random.nextInt(6_000));
            long amount = random.nextInt(100);
            requests = requests.with(BTC, Amount.of(amount), now);
            all.add(Map.entry(now, amount));
            long counted = lately(requests, now).units().longValueExact();
            assertThat(counted)
                    .as("seed %d, request %d", seed, i)
                    .isBetween(
                            since(all, now.minus(Duration.ofHours(24))),
                            since(all, now.minus(Duration.ofHours(25))));
            assertThat(requests.byAsset().get(BTC)).hasSizeLessThanOrEqualTo(25);
        }
    }

    private static long since(List<Map.Entry<Instant, Long>> all, Instant from) {
        return all.stream()
                .filter(one -> !one.getKey().isBefore(from))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    @Test
    void aClockThatRanBackForgetsNothing() {
        RecentRequests asked =
                RecentRequests.NONE
                        .with(BTC, Amount.of(5), NOON)
                        .with(BTC, Amount.of(6), NOON.minus(Duration.ofDays(3)));
        assertThat(lately(asked, NOON.minus(Duration.ofDays(3)))).isEqualTo(Amount.of(11));
        assertThat(lately(asked, NOON.plus(Duration.ofHours(24)))).isEqualTo(Amount.of(11));
    }

    @Test
    void aSumThatNoAmountCanSayIsTheMost() {
        Amount most = new Amount(Amount.MOST_UNITS);
        RecentRequests asked =
                RecentRequests.NONE
                        .with(BTC, most, NOON)
                        .with(BTC, most, NOON)
                        .with(BTC, most, NOON.plus(Duration.ofHours(2)));
        assertThat(asked.lately(BTC, NOON.plus(Duration.ofHours(3)), most)).isEqualTo(most);
    }

    @Test
    void refusesHoursThatItNeverKeeps() {
        List<List<Hour>> wrong =
                List.of(
                        List.of(),
                        List.of(new Hour(7, Amount.ZERO), new Hour(7, Amount.ZERO)),
                        List.of(new Hour(8, Amount.ZERO), new Hour(7, Amount.ZERO)),
                        List.of(new Hour(7, Amount.ZERO), new Hour(32, Amount.ZERO)));
        for (List<Hour> hours : wrong) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> new RecentRequests(Map.of(BTC, hours)));
        }
    }
}
