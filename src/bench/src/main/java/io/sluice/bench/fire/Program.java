package io.sluice.bench.fire;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the product is run.
 *
 * @param command everything before the product's own arguments
 */
record Program(List<String> command) {

    private static final List<String> FLAGS =
            List.of(
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Daxoniq.update-checker.disabled=true");

    Program {
        command = List.copyOf(command);
    }

    /** As anybody would: with the launcher, which builds what it must. */
    static Program launcher(Path root) {
        return new Program(List.of(root.resolve("sluice").toString()));
    }

    /** On the class path of this process. */
    static Program onThisClassPath(String classPath) {
        return java("io.sluice.cli.Main", classPath, List.of("-Xmx768m"));
    }

    /** Another program of this class path. */
    static Program java(String main, String classPath, List<String> options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.add(main);
        return new Program(command);
    }

    ProcessBuilder with(List<String> arguments) {
        List<String> all = new ArrayList<>(command);
        all.addAll(arguments);
        return new ProcessBuilder(all);
    }
}
