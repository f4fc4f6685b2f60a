package io.sluice.cli;

import java.util.Objects;
import picocli.CommandLine.IVersionProvider;

/** The product's version, as the build wrote it into the jar. */
final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
        String built = Main.class.getPackage().getImplementationVersion();
        return new String[] {
            "sluice "
                    + Objects.requireNonNullElse(built, "(not from a jar)")
                    + ", Java "
                    + Runtime.version().feature()
        };
    }
}
