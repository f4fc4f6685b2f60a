package io.sluice.verify;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * What to verify.
 *
 * @param data the ledger's data folder
 * @param kafka bootstrap servers of a ledger that runs elsewhere; otherwise the data folder says
 * @param postgres JDBC URL, with the user; otherwise the data folder says
 * @param stopped read the segment files whatever the data folder says about a running process
 * @param patience how long Kafka or PostgreSQL may say nothing
 */
public record VerifyOptions(
        Path data,
        Optional<String> kafka,
        Optional<String> postgres,
        boolean stopped,
        Duration patience) {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** The ledger of a data folder, running or stopped. */
    public static VerifyOptions of(Path data) {
        return new VerifyOptions(data, Optional.empty(), Optional.empty(), false, PATIENCE);
    }

    VerifyOptions withData(Path folder) {
        return new VerifyOptions(folder, kafka, postgres, stopped, patience);
    }

    VerifyOptions withKafka(String bootstrap) {
        return new VerifyOptions(data, Optional.of(bootstrap), postgres, stopped, patience);
    }

    VerifyOptions withPostgres(String url) {
        return new VerifyOptions(data, kafka, Optional.of(url), stopped, patience);
    }

    VerifyOptions whenStopped() {
        return new VerifyOptions(data, kafka, postgres, true, patience);
    }

    VerifyOptions withPatience(Duration longest) {
        return new VerifyOptions(data, kafka, postgres, stopped, longest);
    }
}
