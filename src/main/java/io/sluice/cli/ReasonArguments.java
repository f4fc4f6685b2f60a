package io.sluice.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import picocli.CommandLine.Option;

/** The words of a circuit command that every one of them takes. */
final class ReasonArguments {

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Why, for the record; or give it as the last argument.")
    private Optional<String> reason = Optional.empty();

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description =
                    "Idempotency key, to repeat a call whose outcome is not known"
                            + " (default: a new one).")
    private Optional<String> key = Optional.empty();

    /** The reason: {@code --reason}, else all arguments that are not ids. */
    Optional<String> reason(List<String> arguments) {
        List<String> words = new ArrayList<>(arguments);
        words.removeIf(ReasonArguments::isId);
        String spoken = String.join(" ", words).strip();
        return reason.or(() -> Optional.of(spoken)).filter(text -> !text.isBlank());
    }

    static List<String> ids(List<String> arguments) {
        return arguments.stream().filter(ReasonArguments::isId).toList();
    }

    private static boolean isId(String word) {
        return word.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    }

    String key() {
        return key.orElseGet(() -> UUID.randomUUID().toString());
    }
}
