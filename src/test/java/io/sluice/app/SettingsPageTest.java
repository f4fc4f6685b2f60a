package io.sluice.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.project.Project;
import java.lang.reflect.Parameter;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
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
        RecordComponent[] components = type.getRecordComponents();
        Parameter[] parameters = type.getDeclaredConstructors()[0].getParameters();
        return IntStream.range(0, components.length)
                .boxed()
                .flatMap(
                        i -> {
                            Class<?> inner = components[i].getType();
                            String name = prefix + kebab(components[i]);
                            return inner.isRecord()
                                    ? settings(name + ".", inner)
                                    : Stream.of(new Setting(name, defaults(parameters[i])));
                        });
    }

    /** The annotation stands on the constructor's parameter alone. */
    private static List<String> defaults(Parameter parameter) {
        DefaultValue value = parameter.getAnnotation(DefaultValue.class);
        return value == null ? List.of() : List.of(value.value());
    }

    private static String kebab(RecordComponent component) {
        return component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
