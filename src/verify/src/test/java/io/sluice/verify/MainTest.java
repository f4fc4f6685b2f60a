package io.sluice.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

class MainTest {

    @Test
    void readsTheOptions() {
        VerifyOptions options =
                Main.parse(
                        new ArrayDeque<>(
                                List.of(
                                        "--port",
                                        "8080",
                                        "--data",
                                        "d",
                                        "--kafka",
                                        "h:1",
                                        "--postgres",
                                        "jdbc:x",
                                        "--patience",
                                        "5",
                                        "--stopped")));

        assertThat(options.data()).isEqualTo(Path.of("d"));
        assertThat(options.kafka()).contains("h:1");
        assertThat(options.postgres()).contains("jdbc:x");
        assertThat(options.patience()).isEqualTo(Duration.ofSeconds(5));
        assertThat(options.stopped()).isTrue();
    }

    @Test
    void saysWhatIsWrong() {
        assertThatThrownBy(() -> Main.parse(new ArrayDeque<>(List.of("--data"))))
                .hasMessageContaining("--data needs a value");
        assertThatThrownBy(() -> Main.parse(new ArrayDeque<>(List.of("--quick"))))
                .hasMessageContaining("no such option");
    }
}
