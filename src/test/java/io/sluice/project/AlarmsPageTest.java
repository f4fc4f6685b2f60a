package io.sluice.project;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.metrics.Metric;
import io.sluice.command.alarm.AlarmName;
import io.sluice.command.watchdog.WatchdogCause;
import io.sluice.command.watchdog.WatchdogSettings;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Alarms, metrics and the watchdog's settings are explained under the names that they have. */
class AlarmsPageTest {

    private static final Pattern FIRST_CELL = Pattern.compile("\\| `([^`]+)` \\|.*");

    private final String page = Project.text("src/docs/operations.md");

    private List<String> rowsUnder(String heading) {
        String section = page.substring(page.indexOf("\n## " + heading + "\n") + 1);
        int end = section.indexOf("\n## ", 1);
        return section.substring(0, end < 0 ? section.length() : end)
                .lines()
                .map(FIRST_CELL::matcher)
                .filter(matcher -> matcher.matches())
                .map(matcher -> matcher.group(1))
                .toList();
    }

    @Test
    void everyAlarmIsExplainedAndNoOther() {
        assertThat(rowsUnder("Alarms"))
                .containsExactlyElementsOf(
                        Arrays.stream(AlarmName.values()).map(AlarmName::wire).toList());
    }

    @Test
    void everyMetricIsExplainedAndNoOther() {
        assertThat(rowsUnder("Metrics"))
                .containsExactlyElementsOf(
                        Arrays.stream(Metric.values()).map(Metric::wire).toList());
    }

    @Test
    void everyCauseAndEverySettingOfTheWatchdogIsExplained() {
        List<String> causes =
                Arrays.stream(WatchdogCause.values()).map(WatchdogCause::wire).toList();
        assertThat(rowsUnder("The watchdog")).containsAll(causes);
        assertThat(WatchdogSettings.names())
                .allSatisfy(
                        name -> {
                            String general =
                                    causes.stream()
                                            .filter(c -> name.startsWith("sluice.watchdog." + c))
                                            .findFirst()
                                            .map(c -> name.replace(c, "<cause>"))
                                            .orElse(name);
                            assertThat(page).containsAnyOf("`" + name + "`", "`" + general + "`");
                        });
    }

    /** As the table of causes gives them: action, threshold, for, clear after. */
    @Test
    void theDefaultsAreThoseOfThePage() {
        for (WatchdogCause cause : WatchdogCause.values()) {
            assertThat(
                            page.lines()
                                    .filter(line -> line.startsWith("| `" + cause.wire() + "` |"))
                                    .filter(line -> line.endsWith(" |"))
                                    .anyMatch(
                                            line -> line.endsWith("| " + cause.defaults() + " |")))
                    .as(cause.wire() + ": " + cause.defaults())
                    .isTrue();
        }
    }
}
