package io.sluice.command;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.Environment;
import org.springframework.core.env.StandardEnvironment;

/**
 * Names of what is set, from every source that can list them. Environment variables are left out:
 * they write names in another way, and hold what is nobody's setting.
 */
final class SettingNames {

    private SettingNames() {}

    static List<String> in(Environment environment) {
        return environment instanceof ConfigurableEnvironment configurable
                ? configurable.getPropertySources().stream()
                        .filter(
                                source ->
                                        !source.getName()
                                                .contains(
                                                        StandardEnvironment
                                                                .SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME))
                        .flatMap(
                                source ->
                                        source instanceof EnumerablePropertySource<?> listed
                                                ? Arrays.stream(listed.getPropertyNames())
                                                : Stream.empty())
                        .toList()
                : List.of();
    }
}
