package io.sluice.migration;

import java.nio.file.Path;
import java.time.Duration;

/** Databases in a test's own folder; the server's programs are unpacked once for all tests. */
final class TestDatabases {

    private TestDatabases() {}

    static EmbeddedDatabase.Settings in(Path folder) {
        return EmbeddedDatabase.Settings.of(folder.resolve("postgres"))
                .withBinariesDirectory(Path.of("target", "postgres-programs"))
                .withRestartDelay(Duration.ofMillis(200));
    }
}
