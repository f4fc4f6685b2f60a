package io.sluice.ledger.approval;

import static io.sluice.ledger.testing.Sample.ALICE;
import static io.sluice.ledger.testing.Sample.BITCOIN;
import static io.sluice.ledger.testing.Sample.BTC;
import static io.sluice.ledger.testing.Sample.DESTINATION;
import static io.sluice.ledger.testing.Sample.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.account.RecentRequests;
import io.sluice.ledger.account.RecentRequests.Hour;
import io.sluice.ledger.command.DecisionTime;
import io.sluice.ledger.command.LedgerCommand.RequestWithdrawal;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which rules fire: a limit of 100 alone, 250 a day, and known destinations. */
class ApprovalPolicyTest {

    private static final ApprovalPolicy POLICY =
            new ApprovalPolicy(Map.of(BTC, Amount.of(100)), Map.of(BTC, Amount.of(250)), true);
    private static final RecentRequests ASKED_200 =
            new RecentRequests(
                    Map.of(BTC, List.of(new Hour(NOW.getEpochSecond() / 3600, Amount.of(200)))));

    @ParameterizedTest(name = "{0} of {1}, known {2}, stepped {3}: {4}")
    @CsvSource({
        "99, BTC, true,  false, ",
        "50, BTC, true,  false, ",
        "51, BTC, true,  false, DAILY_AMOUNT",
        "100,BTC, true,  false, AMOUNT DAILY_AMOUNT",
        "1,  BTC, false, false, NEW_DESTINATION",
        "1,  BTC, true,  true,  CLOCK",
        "100,BTC, false, true,  AMOUNT DAILY_AMOUNT NEW_DESTINATION CLOCK",
        "999,ETH, true,  true,  ",
        "999,ETH, false, true,  NEW_DESTINATION",
    })
    void fireAsTheTableSays(
            long amount, String asset, boolean known, boolean stepped, String rules) {
        RecentRequests recent = amount == 99 ? RecentRequests.NONE : ASKED_200;
        List<ApprovalRule> expected =
                rules == null
                        ? List.of()
                        : Arrays.stream(rules.split(" ", -1)).map(ApprovalRule::valueOf).toList();
        assertThat(
                        POLICY.firing(
                                request(new Asset(asset), amount),
                                recent,
                                known,
                                new DecisionTime(NOW, stepped)))
                .isEqualTo(expected);
    }

    @Test
    void withoutAPolicyEverythingGoesByItself() {
        assertThat(
                        ApprovalPolicy.NONE.firing(
                                request(BTC, Long.MAX_VALUE),
                                ASKED_200,
                                false,
                                new DecisionTime(NOW, true)))
                .isEmpty();
    }

    /** Only what rests on the span of time cares for a clock that jumped. */
    @Test
    void aStepOfTheClockMattersToDailyLimitsOnly() {
        ApprovalPolicy byAmount = new ApprovalPolicy(Map.of(BTC, Amount.of(5)), Map.of(), true);
        assertThat(byAmount.firing(request(BTC, 4), ASKED_200, true, new DecisionTime(NOW, true)))
                .isEmpty();
    }

    private static RequestWithdrawal request(Asset asset, long amount) {
        return new RequestWithdrawal(
                ALICE, asset, BITCOIN, Amount.of(amount), Amount.of(1_000), DESTINATION);
    }
}
