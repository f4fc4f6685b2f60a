package io.sluice.command.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeysTest {

    @Test
    void quotedOrBareItIsTheSameKey() {
        assertThat(IdempotencyKeys.parse("\"8e03-w1\"")).isEqualTo("8e03-w1");
        assertThat(IdempotencyKeys.parse("8e03-w1")).isEqualTo("8e03-w1");
        assertThat(IdempotencyKeys.parse("\"a \\\"b\\\\ c\"")).isEqualTo("a \"b\\ c");
        assertThat(IdempotencyKeys.parse("k".repeat(255))).hasSize(255);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\"", "\"\"", "\"a", "\"a\"b", "\"a\";p=1", "a b", "\u00e4", "\"\\x\""})
    void refusesWhatIsNoKey(String value) {
        assertThatThrownBy(() -> IdempotencyKeys.parse(value))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        refused ->
                                assertThat(refused.code()).isEqualTo(ErrorCode.MALFORMED_REQUEST));
        assertThatThrownBy(() -> IdempotencyKeys.parse("k".repeat(256)))
                .isInstanceOf(RefusedException.class);
    }
}
