package io.sluice.ledger.command;

import static io.sluice.ledger.testing.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionTimeTest {

    @ParameterizedTest(name = "entry before at {0} ms, on the node {1}")
    @CsvSource({
        "-86400000, false, 0,     false",
        "-1,        false, 0,     false",
        "0,         false, 0,     false",
        "10000,     false, 10000, false",
        "10001,     false, 10001, true",
        "-1,        true,  0,     true",
    })
    void neverRunsBackAndSaysWhereTheClockDid(
            long beforeMillis, boolean onNode, long atMillis, boolean stepped) {
        Instant before = NOW.plusMillis(beforeMillis);
        assertThat(DecisionTime.of(NOW, before, onNode))
                .isEqualTo(new DecisionTime(NOW.plusMillis(atMillis), stepped));
    }
}
