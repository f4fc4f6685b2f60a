package io.sluice.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.verify.LoggedEvent;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LogEvidenceTest {

    private static final Map<String, String> ALL = Map.of("scope.kind", "ALL");
    private static final Map<String, String> BTC =
            Map.of("scope.kind", "ASSET", "scope.asset", "BTC");
    private static final Map<String, String> TRON =
            Map.of("scope.kind", "NETWORK", "scope.network", "tron");

    private final LogEvidence evidence = new LogEvidence();
    private long offset;

    private void read(int partition, String type, Map<String, String> texts) {
        offset++;
        evidence.read(
                new LoggedEvent(partition, offset, partition + ":" + offset + ":00", type, texts));
    }

    private void pause(int partition, Map<String, String> scope) {
        Map<String, String> texts = new HashMap<>(scope);
        texts.put("pauseId", "p");
        read(partition, "pause-opened", texts);
    }

    private void resume(int partition) {
        read(partition, "pause-resumed", Map.of("pauseId", "p"));
    }

    private void release(int partition, String asset, String network) {
        read(
                partition,
                "withdrawal-released",
                Map.of("withdrawalId", "w", "asset", asset, "network", network));
    }

    @Test
    void countsAReleaseBetweenFenceAndResumptionOfItsPartition() {
        release(0, "BTC", "bitcoin");
        pause(0, ALL);
        release(1, "BTC", "bitcoin");
        assertThat(evidence.releasedWhilePaused()).isZero();

        release(0, "BTC", "bitcoin");
        assertThat(evidence.releasedWhilePaused()).isOne();

        resume(0);
        release(0, "BTC", "bitcoin");
        assertThat(evidence.releasedWhilePaused()).isOne();
        assertThat(evidence.releases()).isEqualTo(4);
    }

    @Test
    void countsOnlyWhatTheScopeCovers() {
        pause(0, BTC);
        release(0, "ETH", "ethereum");
        assertThat(evidence.releasedWhilePaused()).isZero();
        release(0, "BTC", "bitcoin");
        assertThat(evidence.releasedWhilePaused()).isOne();

        pause(1, TRON);
        release(1, "USDT", "ethereum");
        assertThat(evidence.releasedWhilePaused()).isOne();
        release(1, "USDT", "tron");
        assertThat(evidence.releasedWhilePaused()).isEqualTo(2);
    }

    @Test
    void aPauseThatWasLiftedBeforeItCameDoesNotStand() {
        resume(0);
        pause(0, ALL);
        release(0, "BTC", "bitcoin");
        assertThat(evidence.releasedWhilePaused()).isZero();
    }

    @Test
    void countsFencesByPartition() {
        pause(0, ALL);
        pause(2, ALL);
        resume(2);
        assertThat(evidence.partitionsFencedBy(Set.of("p"))).isEqualTo(2);
        assertThat(evidence.partitionsLiftedOf(Set.of("p"))).isOne();
        assertThat(evidence.partitionsFencedBy(Set.of("p", "another"))).isZero();
    }

    @Test
    void owesWhatCameInLessWhatIsSettled() {
        Map<String, String> deposit = Map.of("asset", "BTC", "amount", "100");
        read(0, "deposit-credited", deposit);
        read(1, "deposit-credited", deposit);
        read(0, "withdrawal-requested", Map.of("withdrawalId", "w"));
        read(
                0,
                "withdrawal-settled",
                Map.of("withdrawalId", "w", "asset", "BTC", "amount", "30", "fee", "1"));

        assertThat(evidence.owed()).isEqualTo(Map.of("BTC", BigInteger.valueOf(169)));
        assertThat(evidence.requested()).isEqualTo(Map.of("w", "0:3:00"));
        assertThat(evidence.settled()).isOne();
    }
}
