package io.sluice.app;

import java.util.Locale;
import java.util.Map;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Leaves a node the roles that follow the ledger's partitions, and so note in their indexes; the
 * others would need a database.
 */
final class ReadingRoles
        implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        ConfigurableEnvironment environment = event.getEnvironment();
        Role role = Preflight.settings(environment).has(Role.COMMAND) ? Role.COMMAND : Role.CONSOLE;
        environment
                .getPropertySources()
                .addFirst(
                        new MapPropertySource(
                                "reading",
                                Map.of("sluice.roles", role.name().toLowerCase(Locale.ROOT))));
    }

    /** Once the configuration files are read, and before {@link Preflight}. */
    @Override
    public int getOrder() {
        return Preflight.ORDER - 1;
    }
}
