package io.sluice.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A JVM of its own that starts the database, tells its port in a file and waits to be killed. */
final class DatabaseMain {

    private DatabaseMain() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        try (EmbeddedDatabase database = EmbeddedDatabase.start(TestDatabases.in(folder))) {
            Path told = Files.writeString(folder.resolve("port.new"), "" + database.port());
            Files.move(told, folder.resolve("port"), StandardCopyOption.ATOMIC_MOVE);
            // Input ends when the parent does: then there is nobody left to kill this process.
            System.in.readAllBytes();
        }
    }
}
