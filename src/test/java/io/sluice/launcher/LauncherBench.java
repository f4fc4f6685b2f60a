package io.sluice.launcher;

import io.sluice.project.Project;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A copy of the launcher in a small repository of its own, with a JDK and a Maven that only write
 * down how they were called. Nothing that is installed on this machine plays a part: the copy asks
 * for a Java that nobody has.
 */
final class LauncherBench {

    static final int WANTED_JDK = 98;

    private final Path home;
    private final Path repository;
    private final Map<String, String> environment = new LinkedHashMap<>();

    /** How a run ended. */
    record Run(int status, String out, String err) {
        List<String> errLines() {
            return err.lines().toList();
        }
    }

    LauncherBench(Path folder) throws IOException {
        home = Files.createDirectories(folder.resolve("home of nobody"));
        repository = Files.createDirectories(folder.resolve("a clone"));
        String script =
                Project.text("sluice")
                        .replace("readonly OLDEST_JDK=25", "readonly OLDEST_JDK=" + WANTED_JDK);
        executable(repository.resolve("sluice"), script);
        source("pom.xml");
        source("src/pom.xml");
        source("src/main/java/Main.java");
        source("src/verify/pom.xml");
        source("src/bench/pom.xml");
        source("src/bench/src/main/java/Bench.java");
        environment.put("PATH", home.resolve("bin") + ":/usr/bin:/bin");
        environment.put("HOME", home.toString());
    }

    Path repository() {
        return repository;
    }

    Path home() {
        return home;
    }

    LauncherBench with(String name, String value) {
        environment.put(name, value);
        return this;
    }

    /**
     * A JDK that prints what it was asked to run, below {@code folder} of the home; it takes jars
     * apart by copying them.
     */
    Path jdk(String folder, String version) throws IOException {
        Path jdk = home.resolve(folder);
        executable(
                jdk.resolve("bin/java"),
                """
                #!/bin/sh
                if [ "$1" = -Djarmode=tools ]; then
                  for folder in "$@"; do :; done
                  mkdir -p "$folder"
                  cp "$3" "$folder/sluice.jar"
                  exit
                fi
                echo "java $$ of ${0%%/bin/java}"
                for argument in "$@"; do echo "argument $argument"; done
                exit ${JAVA_STATUS:-0}
                """);
        executable(jdk.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"" + version + ".0.1\"\n");
        return jdk;
    }

    /** A Maven that notes its call and, asked to package, leaves a jar. */
    LauncherBench maven(String version) throws IOException {
        executable(
                home.resolve("bin/mvn"),
                """
                #!/bin/sh
                if [ "$1" = -v ]; then echo "Apache Maven %s (x)"; exit 0; fi
                echo "JAVA_HOME=$JAVA_HOME mvn $*" >> calls
                echo "[INFO] Building Sluice event store 0.1     [2/8]"
                if [ -n "$MAVEN_FAILS" ]; then
                  echo "[ERROR] Main.java:[1,1] ';' expected"
                  exit 1
                fi
                mkdir -p src/target src/bench/target
                echo built > src/target/sluice-0.1-app.jar
                echo /jars/one.jar:/jars/two.jar > src/bench/target/classpath
                """
                        .formatted(version));
        return this;
    }

    /** The jar of the last run. */
    Path jarThatRan() throws IOException {
        Path launch = repository.resolve("src/target/launch");
        return launch.resolve(Files.readString(launch.resolve("built")).strip())
                .resolve("sluice.jar");
    }

    Path source(String relative) throws IOException {
        Path file = repository.resolve(relative);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, "source");
    }

    /** The calls of Maven so far. */
    List<String> mavenCalls() throws IOException {
        Path calls = repository.resolve("calls");
        return Files.exists(calls) ? Files.readAllLines(calls) : List.of();
    }

    Run run(String... arguments) throws IOException, InterruptedException {
        return run(home, repository.resolve("sluice"), arguments);
    }

    Run run(Path workingFolder, Path script, String... arguments)
            throws IOException, InterruptedException {
        return await(start(workingFolder, script, arguments));
    }

    Process start(Path workingFolder, Path script, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(workingFolder.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        return builder.start();
    }

    static Run await(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(60, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the launcher does not end");
        }
        return new Run(process.exitValue(), out, err);
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
