package io.sluice.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.refusal.ErrorCode;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ErrorsPageTest {

    private static final Pattern ENTRY =
            Pattern.compile("### `([a-z-]+)`\n([0-9]{3}), retry `([a-z-]+)`\\. ");

    @Test
    void explainsEveryCodeInTheirOrderOfPrecedence() {
        List<String> written =
                ENTRY.matcher(Project.text("src/docs/errors.md"))
                        .results()
                        .map(entry -> entry.group(1) + " " + entry.group(2) + " " + entry.group(3))
                        .toList();
        List<String> coded =
                Arrays.stream(ErrorCode.values())
                        .map(
                                code ->
                                        code.code()
                                                + " "
                                                + code.httpStatus()
                                                + " "
                                                + code.retry().wire())
                        .toList();

        assertThat(written).isEqualTo(coded);
    }
}
