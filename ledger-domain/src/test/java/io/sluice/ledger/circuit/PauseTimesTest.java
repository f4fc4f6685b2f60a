package io.sluice.ledger.circuit;

import static io.sluice.ledger.testing.Sample.BITCOIN;
import static io.sluice.ledger.testing.Sample.BTC;
import static io.sluice.ledger.testing.Sample.ETH;
import static io.sluice.ledger.testing.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.testing.Sample;
import io.sluice.ledger.testing.Withdrawals;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PauseTimesTest {

    private static Instant at(int minute) {
        return NOW.plus(Duration.ofMinutes(minute));
    }

    /**
     * A script: a name and minute opens that pause of BTC, with {@code !} resumes it, with {@code
     * ~} opens it for ETH alone.
     */
    private static PauseTimes play(String script) {
        PauseTimes times = PauseTimes.initial();
        for (String word : script.split(" ", -1)) {
            String name = word.substring(0, 1);
            boolean opens = Character.isDigit(word.charAt(1));
            Instant at = at(Integer.parseInt(word.substring(opens ? 1 : 2)));
            times =
                    word.charAt(1) == '!'
                            ? times.evolve(Sample.pauseResumed(name), at)
                            : times.evolve(
                                    Sample.pauseOpened(
                                            name,
                                            new Scope.OfAsset(opens ? BTC : ETH),
                                            opens ? PauseMode.HOLD : PauseMode.REJECT),
                                    at);
        }
        return times;
    }

    @ParameterizedTest(name = "{0}: 20 minutes from 10 on, seen at {1}, end at {2}")
    @CsvSource({
        "a70 a!80,             60, 30",
        "a20 a!30,             60, 40",
        "a20 a!30,             25, 40",
        "a20,                  60, 70",
        "a20,                  61, 71",
        "a0 a!30,              60, 50",
        "a0 a!5,               60, 30",
        "a0,                   60, 80",
        "a20 a!80,             99, 90",
        "a20 b25 a!30 b!40,    99, 50",
        "a20 b25 b!28 a!40,    99, 50",
        "a20 a!25 b30 b!40,    99, 45",
        "a20 a!25 b35 b!40,    99, 35",
        "a~20 a!40,            60, 30",
        "a!15 a20,             60, 30",
        "a20 a!30 a35,         60, 40",
        "a20 a25 a!30 a!50,    60, 40",
    })
    void timeDoesNotPassUnderAPause(String script, int seen, int end) {
        assertThat(play(script).after(Duration.ofMinutes(20), BTC, BITCOIN, at(10), at(seen)))
                .isEqualTo(at(end));
    }

    @ParameterizedTest
    @CsvSource({"a20 a!30"})
    void areNotMovedByWhatIsNotTheCircuits(String script) {
        PauseTimes times = play(script);
        assertThat(times.evolve(Withdrawals.REQUESTED, at(99))).isSameAs(times);
    }
}
