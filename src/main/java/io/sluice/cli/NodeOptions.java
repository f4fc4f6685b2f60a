package io.sluice.cli;

import io.sluice.app.StartProblem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Which node a command talks to, and as whom. */
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
                    "Address of a node elsewhere, instead of --port (default: $SLUICE_URL, if"
                            + " set).")
    private Optional<URI> url = Optional.empty();

    /** Never the token itself: others on the machine can read a command's arguments. */
    @Option(
            names = "--token-file",
            paramLabel = "FILE",
            description =
                    "File that holds the token to sign in with, where the node asks for one"
                            + " (default: the token in $SLUICE_TOKEN, if set).")
    private Optional<Path> tokenFile = Optional.empty();

    NodeClient client() {
        return new NodeClient(url.orElseGet(this::onThisMachine), token());
    }

    private Optional<String> token() {
        return tokenFile
                .map(NodeOptions::read)
                .or(() -> Optional.ofNullable(System.getenv("SLUICE_TOKEN")))
                .map(String::strip)
                .filter(token -> !token.isEmpty());
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new StartProblem("cannot read the token in " + file);
        }
    }

    private URI onThisMachine() {
        String named = System.getenv().getOrDefault("SLUICE_URL", "");
        return port.isPresent() || named.isBlank()
                ? URI.create("http://127.0.0.1:" + port.orElse(8080))
                : URI.create(named);
    }
}
