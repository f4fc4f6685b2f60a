package io.sluice.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The command line of the verifier. */
public final class Main {

    private static final String USAGE =
            """
            usage: verify [--data <folder>] [--port <port>] [--kafka <host:port,...>]
                          [--postgres <jdbc url>] [--stopped] [--patience <seconds>]
              --data      the ledger's data folder (data)
              --port      accepted and not needed: the data folder says where the ledger runs
              --kafka     a ledger that runs elsewhere
              --postgres  its PostgreSQL, with the user
              --stopped   read the segment files, whatever the data folder says about a process
              --patience  seconds that Kafka or PostgreSQL may say nothing (30)
            exit: 0 ok, 1 findings, 2 could not check
            """;

    private Main() {}

    /** Runs and ends the process with the exit code. */
    public static void main(String[] args) {
        System.exit(run(List.of(args)));
    }

    private static int run(List<String> args) {
        VerifyOptions options;
        try {
            options = parse(new ArrayDeque<>(args));
        } catch (IllegalArgumentException wrong) {
            System.err.println("verify: " + wrong.getMessage());
            System.err.print(USAGE);
            return Verifier.COULD_NOT_CHECK;
        }
        return Verifier.run(options, System.out);
    }

    static VerifyOptions parse(Deque<String> args) {
        VerifyOptions options = VerifyOptions.of(Path.of("data"));
        while (!args.isEmpty()) {
            String option = args.pop();
            options =
                    switch (option) {
                        case "--data" -> options.withData(Path.of(value(option, args)));
                        case "--kafka" -> options.withKafka(value(option, args));
                        case "--postgres" -> options.withPostgres(value(option, args));
                        case "--stopped" -> options.whenStopped();
                        case "--patience" -> options.withPatience(seconds(value(option, args)));
                        case "--port" -> {
                            value(option, args);
                            yield options;
                        }
                        default -> throw new IllegalArgumentException("no such option: " + option);
                    };
        }
        return options;
    }

    private static String value(String option, Deque<String> args) {
        if (args.isEmpty()) {
            throw new IllegalArgumentException(option + " needs a value");
        }
        return args.pop();
    }

    private static Duration seconds(String text) {
        if (!text.matches("[1-9][0-9]{0,4}")) {
            throw new IllegalArgumentException("--patience is a number of seconds, not " + text);
        }
        return Duration.ofSeconds(Long.parseLong(text));
    }
}
