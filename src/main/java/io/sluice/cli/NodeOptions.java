package io.sluice.cli;

import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which node a command talks to. */
final class NodeOptions {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the node on this machine (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Address of a node elsewhere, instead of --port.")
    private Optional<URI> url = Optional.empty();

    NodeClient client() {
        return new NodeClient(url.orElseGet(() -> URI.create("http://127.0.0.1:" + port)));
    }
}
