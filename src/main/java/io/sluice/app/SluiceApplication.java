package io.sluice.app;

import io.sluice.app.http.HttpProblemsConfiguration;
import io.sluice.app.signin.SignInConfiguration;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;

/** What a node is made of, and how it is started. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableConfigurationProperties(SluiceProperties.class)
@Import({
    LedgerConfiguration.class,
    CommandRoleConfiguration.class,
    ProjectionRoleConfiguration.class,
    WatchingConfiguration.class,
    HttpProblemsConfiguration.class,
    SignInConfiguration.class
})
public class SluiceApplication {

    /**
     * Starts a node in this process and returns once it is ready. It runs until the process is told
     * to stop (SIGTERM, SIGINT), and then stops in order: requests first, then the writers, the
     * projections, and what they stand on.
     *
     * @param given settings that win over files and environment, by name
     * @param progress told from time to time how far it is, where the log is long to read
     * @throws StartProblem when it cannot start for a reason that a person can mend
     */
    public static RunningNode start(Map<String, String> given, Consumer<String> progress) {
        Preflight preflight = new Preflight();
        NodeStart nodeStart = new NodeStart(preflight);
        SpringApplication application = new SpringApplication(SluiceApplication.class);
        application.addListeners(preflight);
        application.addInitializers(nodeStart);
        try {
            return started(application.run(arguments(given)), progress);
        } catch (RuntimeException e) {
            nodeStart.close();
            throw told(e);
        }
    }

    private static String[] arguments(Map<String, String> given) {
        return given.entrySet().stream()
                .map(entry -> "--" + entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
    }

    private static RunningNode started(
            ConfigurableApplicationContext context, Consumer<String> progress) {
        Services services = context.getBean(Services.class);
        int port = port(context);
        Map<String, String> running = new LinkedHashMap<>();
        running.put("pid", Long.toString(ProcessHandle.current().pid()));
        running.put("http.port", Integer.toString(port));
        running.put("kafka.bootstrap", services.bootstrapServers());
        services.jdbcUrl().ifPresent(url -> running.put("postgres.url", url));
        services.folder().runtimeFile().write(running);
        List<String> refusals = awaitReady(context, progress);
        return new RunningNode(port, services.folder().root(), refusals);
    }

    private static List<String> awaitReady(
            ConfigurableApplicationContext context, Consumer<String> progress) {
        Duration still = context.getBean(SluiceProperties.class).startWithin();
        try {
            return context.getBean(LedgerReadiness.class).await(still, progress);
        } catch (StartProblem e) {
            context.close();
            throw e;
        }
    }

    /**
     * As it was noted when the server took its first connections. The server itself names 8080
     * where it is told to stop by now.
     */
    private static int port(ConfigurableApplicationContext context) {
        return context.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }

    private static RuntimeException told(RuntimeException failure) {
        Optional<StartProblem> known = StartProblem.within(failure);
        return known.isPresent() ? known.get() : failure;
    }
}
