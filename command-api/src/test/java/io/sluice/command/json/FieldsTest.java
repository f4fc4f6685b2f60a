package io.sluice.command.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    private static Fields of(String json) {
        return Fields.parse(json.getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "null",
                "[]",
                "1",
                "\"a\"",
                "{",
                "{}{}",
                "{} x",
                "{\"a\":}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":1,}",
                "{\"a\":01}",
                "{\"a\":NaN}",
                "{\"a\":1 /* c */}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":\"\\ud800\"}",
                "{\"a\":\"\\u0000\"}",
                "\ufeff{}"
            })
    void refusesWhatIsNotExactlyOneCleanObject(String json) {
        assertMalformed(json);
    }

    private static void assertMalformed(String json) {
        assertThatThrownBy(() -> of(json))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused ->
                                assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_REQUEST));
    }

    @Test
    void refusesDeepNestingAndEndlessNumbersAndBrokenUtf8() {
        assertMalformed("{\"a\":".repeat(5_000) + "1" + "}".repeat(5_000));
        assertMalformed("{\"a\":" + "9".repeat(10_000) + "}");
        assertThatThrownBy(() -> Fields.parse(new byte[] {'{', '"', (byte) 0xc3, '"'}))
                .isInstanceOf(RefusedException.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"t\":1}|t must be a text, not a number",
                "{\"t\":null}|t must be a text, not null",
                "{\"t\":[]}|t must be a text, not a list",
                "{\"t\":\"\"}|t must have 1 to 5 characters",
                "{\"t\":\"123456\"}|t must have 1 to 5 characters",
                "{}|t is missing",
                "{\"t\":\"a\",\"u\":1}|u is not known here"
            })
    void namesTheField(String json, String detail) {
        assertThatThrownBy(
                        () -> {
                            Fields fields = of(json);
                            fields.text("t", 5);
                            fields.end();
                        })
                .isInstanceOf(RefusedException.class)
                .hasMessage(detail);
    }

    @Test
    void namesTheFieldWithinAnObject() {
        Fields inner = of("{\"destination\":{\"address\":1}}").object("destination");
        assertThatThrownBy(() -> inner.text("address", 5))
                .hasMessage("destination.address must be a text, not a number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1.0", "1e3", "1000001", "99999999999999999999"})
    void aCountIsAPlainWholeNumberWithinItsBounds(String literal) {
        assertThatThrownBy(() -> of("{\"n\":" + literal + "}").optionalCount("n", 1_000_000))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void readsWhatIsThere() {
        Fields fields =
                of(
                        "{\"n\":7,\"b\":true,\"l\":[\"x\",\"y\"],"
                                + "\"at\":\"2026-11-22T17:00:00+01:00\",\"s\":\"\ud83d\ude00\"}");
        assertThat(fields.optionalCount("n", 9)).contains(7);
        assertThat(fields.truth("b")).isTrue();
        assertThat(fields.texts("l", 2, 1)).isEqualTo(List.of("x", "y"));
        assertThat(fields.optionalTime("at").orElseThrow()).hasToString("2026-11-22T16:00:00Z");
        assertThat(fields.text("s", 1)).hasSize(2);
        fields.end();
    }

    @Test
    void noBytesEverGiveAnythingButARefusalOrAnObject() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] sound =
                "{\"a\":\"b\",\"c\":{\"d\":[1,2.5e3,null,true]},\"e\":\"\\u00e4\"}"
                        .getBytes(StandardCharsets.UTF_8);
        for (int round = 0; round < 20_000; round++) {
            byte[] bytes = sound.clone();
            for (int flips = random.nextInt(4); flips >= 0; flips--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            try {
                Fields.parse(bytes);
            } catch (RefusedException refused) {
                assertThat(refused.code())
                        .as("seed %d round %d", seed, round)
                        .isEqualTo(ErrorCode.MALFORMED_REQUEST);
            }
        }
    }
}
