package io.sluice.bench.fire;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

/** The witness sees what it is there to see. */
class PartitionEvidenceTest {

    private static final UUID PAUSE = new UUID(1, 1);
    private static final UUID OTHER = new UUID(1, 2);
    private static final Scope BITCOIN = new Scope(Optional.of("BTC"), Optional.empty());

    private final Figures figures = new Figures(_ -> {});
    private final List<Fence> fences = new ArrayList<>();
    private long offset;

    private PartitionEvidence of(String... entries) {
        PartitionEvidence evidence = new PartitionEvidence(0, fences, figures);
        for (String events : entries) {
            evidence.entry(
                    offset++,
                    JsonMapper.shared()
                            .readTree(
                                    "{\"time\":\"2026-11-25T00:00:00.000000Z\",\"events\":["
                                            + events
                                            + "]}"));
        }
        evidence.finish();
        return evidence;
    }

    private static String event(String type, String payload) {
        return "{\"type\":\"%s\",\"payload\":{%s}}".formatted(type, payload);
    }

    private static String paused(UUID pause) {
        return event("pause-opened", "\"pauseId\":\"%s\"".formatted(pause));
    }

    private static String resumed(UUID pause) {
        return event("pause-resumed", "\"pauseId\":\"%s\"".formatted(pause));
    }

    private static String moved(String type, int number, String asset) {
        return event(
                type,
                "\"withdrawalId\":\"%s\",\"accountId\":\"a\",\"asset\":\"%s\",\"network\":\"n\",\"amount\":\"5\""
                        .formatted(new UUID(0, number), asset));
    }

    private static String requested(int number, String asset) {
        return moved("withdrawal-requested", number, asset);
    }

    private static String released(int number, String asset) {
        return moved("withdrawal-released", number, asset);
    }

    private static String settled(int number) {
        return moved("withdrawal-settled", number, "BTC");
    }

    @Test
    void findsNothingWhereEveryPromiseIsKept() {
        fences.add(new Fence(PAUSE, BITCOIN, 0, 1));
        fences.add(new Fence(OTHER, BITCOIN, 1, 0));

        PartitionEvidence evidence =
                of(
                        requested(1, "BTC"),
                        paused(PAUSE),
                        requested(2, "ETH"),
                        released(2, "ETH"),
                        resumed(PAUSE),
                        released(1, "BTC"),
                        settled(1));

        assertThat(figures.violations()).isEmpty();
        assertThat(evidence.behindFence()).isZero();
        assertThat(evidence.outOfLaneOrder()).isZero();
        assertThat(evidence.outOfOrder()).as("over all lanes").isOne();
        assertThat(evidence.settled().get("a")).containsEntry("BTC", BigInteger.valueOf(5));
    }

    @Test
    void seesAReleaseBehindAFence() {
        fences.add(new Fence(PAUSE, BITCOIN, 0, 1));

        assertThat(of(requested(1, "BTC"), paused(PAUSE), released(1, "BTC")).behindFence())
                .isOne();
        assertThat(figures.violations()).hasSize(1);
    }

    @Test
    void anotherPausesResumptionLiftsNothing() {
        fences.add(new Fence(PAUSE, Scope.ALL, 0, 1));

        assertThat(
                        of(requested(1, "BTC"), paused(PAUSE), resumed(OTHER), released(1, "BTC"))
                                .behindFence())
                .isOne();
    }

    @Test
    void seesAFenceThatIsNotThere() {
        fences.add(new Fence(PAUSE, BITCOIN, 0, 1));
        fences.add(new Fence(OTHER, BITCOIN, 0, 7));

        of(requested(1, "BTC"), paused(OTHER));

        assertThat(figures.violations()).hasSize(2);
    }

    @Test
    void seesWhatGoesTwiceOrComesBackAfterItWent() {
        of(
                requested(1, "BTC"),
                released(1, "BTC"),
                released(1, "BTC"),
                settled(1),
                moved("withdrawal-failed", 1, "BTC"));

        assertThat(figures.violations()).hasSize(2);
    }

    @Test
    void seesWhoOvertakesInItsLane() {
        assertThat(
                        of(
                                        requested(1, "BTC"),
                                        requested(2, "BTC"),
                                        released(2, "BTC") + "," + released(1, "BTC"))
                                .outOfLaneOrder())
                .isOne();
    }
}
