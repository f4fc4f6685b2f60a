package io.sluice.ledger.wire;

import static io.sluice.ledger.testing.Sample.ALICE;
import static io.sluice.ledger.testing.Sample.BTC;
import static io.sluice.ledger.testing.Sample.USDT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.ledger.account.AccountState.Closed;
import io.sluice.ledger.account.AccountState.Frozen;
import io.sluice.ledger.account.AccountState.Open;
import io.sluice.ledger.account.Balance;
import io.sluice.ledger.account.Balances;
import io.sluice.ledger.account.RecentRequests;
import io.sluice.ledger.account.RecentRequests.Hour;
import io.sluice.ledger.money.Amount;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class AccountSnapshotTest {

    private static final RecentRequests RECENT =
            new RecentRequests(
                    Map.of(
                            BTC,
                            List.of(
                                    new Hour(498_976, Amount.of(50_000_000)),
                                    new Hour(499_000, Amount.of(7))),
                            USDT,
                            List.of(new Hour(499_000, Amount.of(1)))));

    static Stream<Arguments> golden() {
        Balance some = new Balance(Amount.of(50_000_000), Amount.of(10_000), Amount.of(7));
        Balance most = new Balance(Amount.ZERO, Amount.ZERO, new Amount(Amount.MOST_UNITS));
        return Stream.of(
                Arguments.of(
                        "open",
                        new AccountSnapshot(
                                new Open(
                                        ALICE, new Balances(Map.of(BTC, some, USDT, most)), RECENT),
                                123_456_789_012L)),
                Arguments.of(
                        "frozen",
                        new AccountSnapshot(new Frozen(ALICE, new Balances(Map.of())), 2)),
                Arguments.of(
                        "closed",
                        new AccountSnapshot(
                                new Closed(ALICE, new Balances(Map.of(BTC, Balance.ZERO))), 3)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("golden")
    void writesTheGoldenFileAndReadsItBack(String name, AccountSnapshot snapshot)
            throws IOException {
        assertThat(new String(snapshot.encode(), StandardCharsets.UTF_8)).isEqualTo(text(name));
        assertThat(AccountSnapshot.decode(bytes(text(name)))).isEqualTo(snapshot);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "open | \"version\":2 | \"version\":1",
                "open | \"version\":2, | ''",
                "open | \"known\":\"123456789012\" | \"known\":\"-1\"",
                "open | \"known\":\"123456789012\" | \"known\":\"9999999999999999999\"",
                "open | \"known\":\"123456789012\" | \"known\":12",
                "open | \"OPEN\" | \"SHUT\"",
                "open | \"alice\" | \"al ice\"",
                "open | \"USDT\" | \"BTC\"",
                "open | \"10000\" | \"-10000\"",
                "open | \"reserved\":\"10000\", | ''",
                "open | ,\"inTransit\":\"7\" | ,\"inTransit\":\"7\",\"lost\":\"1\"",
                "frozen | [] | [\"BTC\"]",
                "frozen | [] | {}",
                "frozen | } | ''",
                "closed | \"available\":\"0\" | \"available\":\"1\"",
                "open | \"hour\":498976 | \"hour\":499001",
                "open | \"hour\":498976 | \"hour\":498975",
                "open | \"hour\":498976 | \"hour\":499000",
                "open | \"sum\":\"7\" | \"sum\":\"-7\"",
                "open | \"recent\": | \"lately\":",
            })
    void refusesWhatItDidNotWrite(String name, String good, String bad) throws IOException {
        String json = text(name);
        assertThat(json).contains(good);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AccountSnapshot.decode(bytes(json.replace(good, bad))));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(String name) throws IOException {
        String file = "/golden/account-snapshot.v2." + name + ".json";
        try (InputStream in = AccountSnapshotTest.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IOException("no golden file " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
