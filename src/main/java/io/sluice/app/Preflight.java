package io.sluice.app;

import io.sluice.app.signin.SignInRules;
import io.sluice.failpoint.Failpoints;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.Ordered;
import org.springframework.core.env.Environment;

/**
 * What can be known to fail is found before anything heavy starts, and before the first line is
 * logged into a folder that belongs to somebody else: the data folder is locked, the port is free.
 */
final class Preflight implements ApplicationListener<ApplicationEnvironmentPreparedEvent>, Ordered {

    /** After the configuration files are read, before logging is set up. */
    static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 15;

    private @Nullable DataFolder folder;

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        armFailpoints();
        Environment environment = event.getEnvironment();
        SluiceProperties settings = settings(environment);
        if (settings.roles().isEmpty()) {
            throw new StartProblem("sluice.roles names no role; it takes " + Role.names());
        }
        SignInRules.problem(settings.signIn(), environment.getProperty("server.address", ""))
                .ifPresent(
                        problem -> {
                            throw new StartProblem(problem);
                        });
        requireFreePort(
                environment.getProperty("server.address", ""),
                environment.getProperty("server.port", Integer.class, 0));
        folder = DataFolder.open(settings.data());
    }

    private static void armFailpoints() {
        try {
            Failpoints.armFromProperty();
        } catch (IllegalArgumentException misspelt) {
            throw new StartProblem(Failpoints.PROPERTY + ": " + misspelt.getMessage());
        }
    }

    static SluiceProperties settings(Environment environment) {
        return Binder.get(environment).bindOrCreate("sluice", SluiceProperties.class);
    }

    /** The folder, to be closed by whoever takes it. */
    Optional<DataFolder> takeFolder() {
        Optional<DataFolder> taken = Optional.ofNullable(folder);
        folder = null;
        return taken;
    }

    private static void requireFreePort(String address, int port) {
        if (port == 0) {
            return;
        }
        try (ServerSocket probe = new ServerSocket()) {
            probe.setReuseAddress(true);
            InetSocketAddress wanted =
                    address.isEmpty()
                            ? new InetSocketAddress(port)
                            : new InetSocketAddress(InetAddress.getByName(address), port);
            probe.bind(wanted);
        } catch (IOException e) {
            throw portTaken(port);
        }
    }

    static StartProblem portTaken(int port) {
        return new StartProblem("port " + port + " is taken; choose another one with --port");
    }

    @Override
    public int getOrder() {
        return ORDER;
    }
}
