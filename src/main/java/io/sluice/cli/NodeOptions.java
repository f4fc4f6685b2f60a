package io.sluice.cli;

import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which node a command talks to. */
final class NodeOptions {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the node on this machine (default: 8080).")
    private Optional<Integer> port = Optional.empty();

    @Option(
            names = "--url",
            paramLabel = "URL",
            description =
                    "Address of a node elsewhere, instead of --port (default: $SLUICE_URL, if set).")
    private Optional<URI> url = Optional.empty();

    NodeClient client() {
        return new NodeClient(url.orElseGet(this::onThisMachine));
    }

    private URI onThisMachine() {
        String named = System.getenv().getOrDefault("SLUICE_URL", "");
        return port.isPresent() || named.isBlank()
                ? URI.create("http://127.0.0.1:" + port.orElse(8080))
                : URI.create(named);
    }
}
