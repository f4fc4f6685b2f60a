package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScopeTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {"kind":"ALL"}                                              | true  | true  | true
                    {"kind":"ASSET","asset":"USDT"}                             | true  | true  | false
                    {"kind":"NETWORK","network":"tron"}                         | true  | false | false
                    {"kind":"NETWORK","network":"ethereum"}                     | false | true  | true
                    {"kind":"ASSET_NETWORK","asset":"USDT","network":"ethereum"} | false | true  | false
                    """)
    void coversItsAssetAndNetwork(
            String scope, boolean usdtOnTron, boolean usdtOnEthereum, boolean ethOnEthereum)
            throws UnreadableException {
        Scope read = Scope.of(JsonParser.parse(TestHashes.utf8(scope)));

        assertThat(read.covers("USDT", "tron")).isEqualTo(usdtOnTron);
        assertThat(read.covers("USDT", "ethereum")).isEqualTo(usdtOnEthereum);
        assertThat(read.covers("ETH", "ethereum")).isEqualTo(ethOnEthereum);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"kind\":\"SOME\"}",
                "{\"kind\":\"ALL\",\"asset\":\"BTC\"}",
                "{\"kind\":\"ASSET\"}",
                "{\"kind\":\"ASSET\",\"asset\":\"\"}",
                "{\"kind\":\"ASSET\",\"asset\":\"BTC\",\"network\":\"bitcoin\"}"
            })
    void refusesWhatIsNotSpecified(String scope) {
        assertThatThrownBy(() -> Scope.of(JsonParser.parse(TestHashes.utf8(scope))))
                .isInstanceOf(UnreadableException.class);
    }
}
