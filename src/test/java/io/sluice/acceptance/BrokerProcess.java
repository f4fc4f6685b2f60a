package io.sluice.acceptance;

import ch.qos.logback.classic.Level;
import io.sluice.log.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A broker in a process of its own: several nodes share it, and it can be stopped while they run.
 */
final class BrokerProcess implements AutoCloseable {

    private static final Duration READY_WITHIN = Duration.ofMinutes(1);
    private static final String READY = "broker at ";

    private final ProductProcess process;
    private final String bootstrapServers;

    private BrokerProcess(ProductProcess process, String bootstrapServers) {
        this.process = process;
        this.bootstrapServers = bootstrapServers;
    }

    /** Starts one and waits until clients can connect. */
    static BrokerProcess start(Path folder) throws IOException {
        return started(folder, folder.toString());
    }

    /** Another one on the folder of one that has died, where its clients look for it. */
    static BrokerProcess startAgain(Path folder, BrokerProcess before) throws IOException {
        String address = before.bootstrapServers;
        return started(folder, folder.toString(), address.substring(address.lastIndexOf(':') + 1));
    }

    private static BrokerProcess started(Path folder, String... arguments) throws IOException {
        ProductProcess process =
                ProductProcess.run(
                        Objects.requireNonNull(folder.getParent()), BrokerProcess.class, arguments);
        try {
            Awaitility.await("the broker is there")
                    .atMost(READY_WITHIN)
                    .until(() -> address(process).isPresent() || !process.process().isAlive());
            return new BrokerProcess(process, address(process).orElseThrow());
        } catch (RuntimeException e) {
            process.process().destroyForcibly();
            throw new AssertionError("the broker does not start: " + process.lines(), e);
        }
    }

    private static Optional<String> address(ProductProcess process) {
        return process.lines().stream()
                .filter(line -> line.startsWith(READY))
                .map(line -> line.substring(READY.length()))
                .findFirst();
    }

    String bootstrapServers() {
        return bootstrapServers;
    }

    ProductProcess process() {
        return process;
    }

    @Override
    public void close() {
        process.process().destroyForcibly();
    }

    /** Runs the broker in the folder (and at the port) that is given until standard input ends. */
    public static void main(String[] arguments) throws IOException {
        if (LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)
                instanceof ch.qos.logback.classic.Logger root) {
            root.setLevel(Level.ERROR);
        }
        try (EmbeddedBroker broker =
                EmbeddedBroker.startAt(
                        arguments.length > 1 ? Integer.parseInt(arguments[1]) : 0,
                        Path.of(arguments[0]),
                        READY_WITHIN,
                        fatal -> System.out.println(fatal))) {
            System.out.println(READY + broker.bootstrapServers());
            while (System.in.read() >= 0) {
                // Nobody says anything; that the other end is closed is what this waits for.
            }
        }
    }
}
