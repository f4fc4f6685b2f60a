package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonParserTest {

    @Test
    void readsEveryKindOfValue() throws UnreadableException {
        String text = " {\"a\":[1,-0.5e+3,true,false,null],\"b\\u0041\\n\":\"\\ud83d\\ude00é\"} ";

        assertThat(JsonParser.parse(TestHashes.utf8(text)))
                .isEqualTo(
                        new Json.Obj(
                                Map.of(
                                        "a",
                                        new Json.Arr(
                                                List.of(
                                                        new Json.Num("1"),
                                                        new Json.Num("-0.5e+3"),
                                                        new Json.Bool(true),
                                                        new Json.Bool(false),
                                                        new Json.Null())),
                                        "bA\n",
                                        new Json.Text("\ud83d\ude00\u00e9"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[1,]",
                "{\"a\":1,}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":2}",
                "01",
                "1.",
                "+1",
                ".5",
                "NaN",
                "tru",
                "'a'",
                "\"a",
                "\"\\x\"",
                "\"\\u12g4\"",
                "\"\\ud800\"",
                "\"\t\"",
                "{} {}",
                "1 x",
                "\ufeff1",
                "// c\n1",
                "{a:1}"
            })
    void refusesWhatIsNotJson(String text) {
        assertThatThrownBy(() -> JsonParser.parse(TestHashes.utf8(text)))
                .isInstanceOf(UnreadableException.class);
    }

    @Test
    void refusesBytesThatAreNotUtf8AndNestingWithoutEnd() {
        assertThatThrownBy(() -> JsonParser.parse(new byte[] {'"', (byte) 0xC0, (byte) 0x80, '"'}))
                .hasMessageContaining("UTF-8");
        assertThatThrownBy(() -> JsonParser.parse(TestHashes.utf8("[".repeat(100_000))))
                .hasMessageContaining("nested");
    }
}
