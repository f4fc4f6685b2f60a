package io.sluice.app;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts broker and database before the first bean that needs them, and has them stopped after the
 * last.
 */
final class NodeStart
        implements ApplicationContextInitializer<ConfigurableApplicationContext>, AutoCloseable {

    private final Preflight preflight;
    private @Nullable Services services;

    NodeStart(Preflight preflight) {
        this.preflight = preflight;
    }

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        DataFolder folder = preflight.takeFolder().orElseThrow();
        try {
            Services started =
                    Services.start(
                            folder, Preflight.settings(context.getEnvironment()), NodeStart::stop);
            services = started;
            DefaultListableBeanFactory beans =
                    (DefaultListableBeanFactory) context.getBeanFactory();
            beans.registerSingleton("services", started);
            // Registered first, so destroyed last: after everything that was made from it.
            beans.registerDisposableBean("services", started::close);
        } catch (RuntimeException e) {
            if (services == null) {
                folder.close();
            }
            throw e;
        }
    }

    /** A node whose broker is gone can do nothing but make room for the next start. */
    private static void stop(String why) {
        LoggerFactory.getLogger(NodeStart.class)
                .error("the broker gave up, so this node stops: {}", why);
        Thread.ofPlatform().name("stop").start(() -> System.exit(1));
    }

    /** For a start that failed before the context could do it; closing twice does nothing. */
    @Override
    public void close() {
        preflight.takeFolder().ifPresent(DataFolder::close);
        Optional.ofNullable(services).ifPresent(Services::close);
    }
}
