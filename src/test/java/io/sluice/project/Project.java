package io.sluice.project;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** The files of the repository that the tests run in. */
public final class Project {

    private static final Path ROOT = findRoot();

    private Project() {}

    public static Path file(String relative) {
        return ROOT.resolve(relative);
    }

    public static String text(String relative) {
        try {
            return Files.readString(file(relative));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path findRoot() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("ledger-domain/pom.xml"))) {
            folder = Objects.requireNonNull(folder.getParent(), "not run within the repository");
        }
        return folder;
    }
}
