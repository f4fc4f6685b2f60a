package io.sluice.ledger.approval;

import static io.sluice.ledger.testing.Sample.BTC;
import static io.sluice.ledger.testing.Sample.USDT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Catalogue;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApprovalSettingsTest {

    private static Map<Asset, Amount> read(String text) {
        return ApprovalSettings.amounts(Catalogue.standard(), "sluice.approval.amount", text);
    }

    @Test
    void readsAmountsByAsset() {
        assertThat(read(" BTC=1.5 , USDT = 10000 "))
                .isEqualTo(
                        Map.of(
                                BTC, Amount.of(150_000_000L),
                                USDT, Amount.of(10_000_000_000L)));
        assertThat(read("  ")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "BTC | \"BTC\" is not ASSET=AMOUNT",
                "1.5 | \"1.5\" is not ASSET=AMOUNT",
                "BTC=1, | \"\" is not ASSET=AMOUNT",
                "DOGE=1 | there is no asset \"DOGE\"",
                "btc=1 | there is no asset \"btc\"",
                "=1 | there is no asset \"\"",
                "BTC= | \"\" is no amount of BTC",
                "BTC=much | \"much\" is no amount of BTC",
                "BTC=-1 | \"-1\" is no amount of BTC",
                "BTC=1e3 | \"1e3\" is no amount of BTC",
                "BTC=0 | must be more than zero",
                "BTC=0.000000001 | BTC has 8 decimals",
                "BTC=1=2 | \"1=2\" is no amount of BTC",
                "'BTC=1,BTC=2' | BTC is named twice",
            })
    void refusesNonsenseInASentenceThatNamesTheSetting(String text, String saying) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> read(text))
                .withMessageStartingWith("sluice.approval.amount: ")
                .withMessageContaining(saying);
    }

    @Test
    void readsTruthAndTakesAbsenceForNo() {
        assertThat(ApprovalSettings.truth("s", Optional.of(" true "))).isTrue();
        assertThat(ApprovalSettings.truth("s", Optional.of("false"))).isFalse();
        assertThat(ApprovalSettings.truth("s", Optional.empty())).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yes", "1", "TRUE", "tru"})
    void refusesWhatOnlyLooksLikeTruth(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ApprovalSettings.truth("sluice.x", Optional.of(text)))
                .withMessage("sluice.x: is neither true nor false");
    }
}
