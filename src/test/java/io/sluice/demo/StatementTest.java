package io.sluice.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StatementTest {

    private static final Evidence SOUND =
            new Evidence(
                    1234, 1234, 0, 1234, 1234, 1234, 1234, 0, 4, 4, 4, sums(7, 7, 7), 9000, true);

    /** A record has no copy with one other member, so the test names the member. */
    private record Doctored(Evidence sound) {

        private Evidence with(String member, long figure) {
            return new Evidence(
                    member.equals("acknowledgements") ? figure : sound.acknowledgements(),
                    member.equals("acknowledged") ? figure : sound.acknowledged(),
                    member.equals("unknown") ? figure : sound.unknown(),
                    member.equals("acknowledgedInLog") ? figure : sound.acknowledgedInLog(),
                    member.equals("requestsInLog") ? figure : sound.requestsInLog(),
                    member.equals("settledInLog") ? figure : sound.settledInLog(),
                    member.equals("releases") ? figure : sound.releases(),
                    member.equals("releasedWhilePaused") ? figure : sound.releasedWhilePaused(),
                    member.equals("partitions") ? figure : sound.partitions(),
                    member.equals("partitionsFenced") ? figure : sound.partitionsFenced(),
                    member.equals("partitionsLifted") ? figure : sound.partitionsLifted(),
                    member.equals("sums") ? sums(7, 7, figure) : sound.sums(),
                    sound.events(),
                    member.equals("verified") ? figure == 1 : sound.verified());
        }
    }

    private static Map<String, Evidence.Sums> sums(long expected, long answered, long logged) {
        return Map.of(
                "BTC",
                new Evidence.Sums(
                        BigInteger.valueOf(expected),
                        BigInteger.valueOf(answered),
                        BigInteger.valueOf(logged)));
    }

    @Test
    void saysWhatWasCounted() {
        Statement statement = Statement.of(SOUND);

        assertThat(statement)
                .hasToString(
                        "verify: ok, 1,234 withdrawals acknowledged, 1,234 in the log,"
                                + " 0 released while paused, sums equal");
        assertThat(statement.isTrue()).isTrue();
    }

    static Stream<Arguments> oneFigureIsFalse() {
        return Stream.of(
                Arguments.of("acknowledgements", 1235),
                Arguments.of("acknowledged", 0),
                Arguments.of("acknowledged", 1235),
                Arguments.of("unknown", 1),
                Arguments.of("acknowledgedInLog", 1233),
                Arguments.of("requestsInLog", 1235),
                Arguments.of("settledInLog", 1233),
                Arguments.of("releases", 1235),
                Arguments.of("releasedWhilePaused", 1),
                Arguments.of("partitionsFenced", 3),
                Arguments.of("partitionsLifted", 3),
                Arguments.of("sums", 6),
                Arguments.of("verified", 0));
    }

    @ParameterizedTest
    @MethodSource
    void oneFigureIsFalse(String member, long figure) {
        assertThat(Statement.of(new Doctored(SOUND).with(member, figure)).isTrue()).isFalse();
    }

    /** Nothing was released while nothing was paused: that proves nothing. */
    @Test
    void nothingWasPaused() {
        Doctored doctored = new Doctored(new Doctored(SOUND).with("partitions", 0));
        assertThat(Statement.of(doctored.with("partitionsFenced", 0)).isTrue()).isFalse();
    }
}
