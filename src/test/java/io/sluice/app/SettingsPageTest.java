package io.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.project.Project;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** The settings that there are, are explained, with their defaults. */
class SettingsPageTest {

    private final String page = Project.text("src/docs/operations.md");

    @Test
    void explainsEverySettingOfTheApplication() {
        assertThat(settings("sluice.", SluiceProperties.class))
                .isNotEmpty()
                .allSatisfy(setting -> assertThat(page).contains("`" + setting.name() + "`"));
    }

    @Test
    void givesTheDefaultsThatTheApplicationHas() {
        assertThat(settings("sluice.", SluiceProperties.class).filter(Setting::hasOneDefault))
                .isNotEmpty()
                .allSatisfy(
                        setting ->
                                assertThat(rowOf(setting))
                                        .contains("`" + setting.defaults().getFirst() + "`"));
    }

    private String rowOf(Setting setting) {
        return page.lines()
                .filter(line -> line.startsWith("|") && line.contains("`" + setting.name() + "`"))
                .findFirst()
                .orElseThrow();
    }

    private record Setting(String name, List<String> defaults) {

        boolean hasOneDefault() {
            return defaults.size() == 1 && !defaults.getFirst().isEmpty();
        }
    }

    private static Stream<Setting> settings(String prefix, Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .flatMap(
                        component ->
                                component.getType().isRecord()
                                        ? settings(
                                                prefix + kebab(component) + ".",
                                                component.getType())
                                        : Stream.of(setting(prefix, type, component)));
    }

    /** The annotation stands on the constructor's parameter alone. */
    private static Setting setting(String prefix, Class<?> type, RecordComponent component) {
        int index = Arrays.asList(type.getRecordComponents()).indexOf(component);
        DefaultValue value =
                type.getDeclaredConstructors()[0].getParameters()[index].getAnnotation(
                        DefaultValue.class);
        return new Setting(
                prefix + kebab(component), value == null ? List.of() : List.of(value.value()));
    }

    private static String kebab(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
