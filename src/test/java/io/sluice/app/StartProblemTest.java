package io.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.sluice.command.watchdog.WatchdogSettings;
import io.sluice.ledger.money.Catalogue;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class StartProblemTest {

    /** However deep in the making of beans it comes up. */
    @Test
    void tellsASettingOfTheWatchdogThatMakesNoSenseInOneLine() {
        Throwable wrong =
                catchThrowable(
                        () ->
                                WatchdogSettings.read(
                                        name -> Optional.of("soon"),
                                        List.of(),
                                        Catalogue.standard()));
        assertThat(StartProblem.within(new IllegalStateException(new RuntimeException(wrong))))
                .get()
                .extracting(StartProblem::getMessage)
                .asString()
                .contains("sluice.watchdog.", "is \"soon\"; it takes")
                .doesNotContain("\n");
    }
}
