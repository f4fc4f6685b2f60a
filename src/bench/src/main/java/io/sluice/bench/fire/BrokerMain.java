package io.sluice.bench.fire;

import io.sluice.log.embedded.EmbeddedBroker;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * The embedded broker in a process of its own, until standard input ends: it can be killed without
 * the product, and comes back at its port.
 */
public final class BrokerMain {

    static final String READY = "broker at ";
    private static final Duration READY_WITHIN = Duration.ofMinutes(1);

    private BrokerMain() {}

    /** The folder, and the port for clients. */
    public static void main(String[] arguments) throws IOException {
        try (EmbeddedBroker broker =
                EmbeddedBroker.startAt(
                        Integer.parseInt(arguments[1]),
                        Path.of(arguments[0]),
                        READY_WITHIN,
                        fatal -> {
                            System.out.println(fatal);
                            Runtime.getRuntime().halt(1);
                        })) {
            System.out.println(READY + broker.bootstrapServers());
            while (System.in.read() >= 0) {
                // Nobody says anything; that the other end is closed is what this waits for.
            }
        }
    }
}
