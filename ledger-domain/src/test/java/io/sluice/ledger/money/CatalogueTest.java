package io.sluice.ledger.money;

import static io.sluice.ledger.refusal.ErrorCode.AMOUNT_NOT_POSITIVE;
import static io.sluice.ledger.refusal.ErrorCode.AMOUNT_SCALE;
import static io.sluice.ledger.refusal.ErrorCode.AMOUNT_TOO_LARGE;
import static io.sluice.ledger.refusal.ErrorCode.MALFORMED_REQUEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ledger.refusal.ErrorCode;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatalogueTest {

    private static final Catalogue CATALOGUE = Catalogue.standard();
    private static final Asset BTC = new Asset("BTC");
    private static final String MOST =
            "1157920892373161954235709850086879078532699846656405640394575840079131.29639935";

    @ParameterizedTest
    @CsvSource({
        "1, 100000000",
        "0.5, 50000000",
        "0.00000001, 1",
        "21000000.00000000, 2100000000000000",
        "10.1, 1010000000",
        MOST + ", 115792089237316195423570985008687907853269984665640564039457584007913129639935",
    })
    void parsesDecimalsToSmallestUnits(String text, BigInteger units) {
        assertThat(CATALOGUE.parse(BTC, text)).isEqualTo(new Reading.Parsed<>(new Amount(units)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "1 ",
                " 1",
                "+1",
                "-1",
                "01",
                "00",
                "1.",
                ".5",
                "1e3",
                "1E3",
                "0x1",
                "1,5",
                "1.5.0",
                "NaN",
                "١",
                "1\n",
                "Infinity",
                "1_000",
                "1.+1"
            })
    void refusesWhatIsNotADecimal(String text) {
        assertRefused(CATALOGUE.parse(BTC, text), MALFORMED_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.000000001", "1.000000000", "0.000000000"})
    void neverRounds(String text) {
        assertRefused(CATALOGUE.parse(BTC, text), AMOUNT_SCALE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "0.0", "0.00000000"})
    void refusesZeroButNotAsAFee(String text) {
        assertRefused(CATALOGUE.parse(BTC, text), AMOUNT_NOT_POSITIVE);
        assertThat(CATALOGUE.parseFee(BTC, text)).isEqualTo(new Reading.Parsed<>(Amount.ZERO));
    }

    @Test
    void refusesMoreThanAnAmountCanSay() {
        String oneMore =
                "1157920892373161954235709850086879078532699846656405640394575840079131.29639936";
        assertRefused(CATALOGUE.parse(BTC, oneMore), AMOUNT_TOO_LARGE);
        assertRefused(CATALOGUE.parse(BTC, "9".repeat(1_000_000)), AMOUNT_TOO_LARGE);
        assertRefused(CATALOGUE.parseFee(BTC, "9".repeat(79)), AMOUNT_TOO_LARGE);
    }

    @Test
    void rendersAtFullScaleWhatItParsed() {
        for (String text : List.of("0.50000000", "1.49990000", "0.00000001", MOST)) {
            Amount amount =
                    switch (CATALOGUE.parse(BTC, text)) {
                        case Reading.Parsed<Amount>(Amount value) -> value;
                        case Reading.Refused<Amount> refused ->
                                throw new AssertionError(refused.detail());
                    };
            assertThat(CATALOGUE.render(BTC, amount)).isEqualTo(text);
        }
        assertThat(CATALOGUE.render(BTC, Amount.ZERO)).isEqualTo("0.00000000");
        assertThat(CATALOGUE.render(new Asset("EUR"), Amount.of(5))).isEqualTo("0.05");
    }

    @Test
    void rendersAssetsWithoutDecimals() {
        Asset whole = new Asset("PTS");
        Catalogue points =
                Catalogue.of(
                        List.of(new Catalogue.Entry(whole, 0, Set.of(new Network("internal")))));
        assertThat(points.render(whole, Amount.of(7))).isEqualTo("7");
        assertRefused(points.parse(whole, "7.0"), AMOUNT_SCALE);
    }

    @Test
    void knowsTheDefaultAssetsAndTheirNetworks() {
        assertThat(CATALOGUE.assets())
                .extracting(Asset::code)
                .containsExactly("BTC", "ETH", "USDT", "USDC", "EUR");
        assertThat(CATALOGUE.networks())
                .extracting(Network::name)
                .containsExactly("bitcoin", "ethereum", "tron", "sepa");
        assertThat(CATALOGUE.supports(new Asset("USDT"), new Network("tron"))).isTrue();
        assertThat(CATALOGUE.supports(new Asset("USDC"), new Network("tron"))).isFalse();
        assertThat(CATALOGUE.knows(new Asset("btc"))).isFalse();
        assertThat(CATALOGUE.asset("x".repeat(1000))).isEmpty();
        assertThatThrownBy(() -> CATALOGUE.render(new Asset("DOGE"), Amount.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({
        "DOGE, nowhere, x, , malformed-request",
        "DOGE, nowhere, 1, -1, malformed-request",
        "DOGE, nowhere, 0, , unknown-asset",
        "BTC, nowhere, 0, , unknown-network",
        "BTC, tron, 0.000000001, , network-not-supported",
        "BTC, bitcoin, 0, 0.000000001, amount-scale",
        "BTC, bitcoin, 0.000000001, 0, amount-scale",
        "BTC, bitcoin, 0, 1, amount-not-positive",
    })
    void answersTheFirstThingWrongWithARequestsFigures(
            String asset, String network, String amount, String fee, String code) {
        Reading<WithdrawalFigures> reading =
                WithdrawalFigures.read(CATALOGUE, asset, network, amount, Optional.ofNullable(fee));
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.code().code()).isEqualTo(code));
    }

    @Test
    void readsFigures() {
        assertThat(
                        WithdrawalFigures.read(
                                CATALOGUE, "BTC", "bitcoin", "0.5", Optional.of("0.0001")))
                .isEqualTo(
                        new Reading.Parsed<>(
                                new WithdrawalFigures(
                                        BTC,
                                        new Network("bitcoin"),
                                        Amount.of(50_000_000),
                                        Amount.of(10_000))));
        assertThat(DepositFigures.read(CATALOGUE, "BTC", "2"))
                .isEqualTo(new Reading.Parsed<>(new DepositFigures(BTC, Amount.of(200_000_000))));
        assertRefused(DepositFigures.read(CATALOGUE, "DOGE", "2"), ErrorCode.UNKNOWN_ASSET);
        assertRefused(DepositFigures.read(CATALOGUE, "DOGE", "x"), MALFORMED_REQUEST);
        assertRefused(DepositFigures.read(CATALOGUE, "BTC", "0"), AMOUNT_NOT_POSITIVE);
    }

    private static void assertRefused(Reading<?> reading, ErrorCode code) {
        assertThat(reading)
                .isInstanceOfSatisfying(
                        Reading.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }
}
