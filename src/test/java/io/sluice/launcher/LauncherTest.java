package io.sluice.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {

    private static final String WANTED = Integer.toString(LauncherBench.WANTED_JDK);

    @TempDir Path folder;
    LauncherBench bench;

    @BeforeEach
    void aCloneAndNothingElse() throws IOException {
        bench = new LauncherBench(folder);
    }

    @Test
    void buildsOnFirstUseAndRunsTheProductOnTheJdkThatItFound() throws Exception {
        Path jdk = bench.maven("3.8.7").jdk(".sdkman/candidates/java/98", WANTED);

        LauncherBench.Run run = bench.run("start", "--data", "a folder");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("of " + jdk)
                .contains("argument -jar\nargument " + bench.repository())
                .contains("argument start\nargument --data\nargument a folder\n");
        assertThat(run.err()).contains("  [2/8] Sluice event store\n").contains("Built in");
        assertThat(bench.mavenCalls()).singleElement().asString().contains("JAVA_HOME=" + jdk);
    }

    @Test
    void keepsWhatAStartLoadedAndUsesItForOtherCommands() throws Exception {
        bench.maven("3.8.7").jdk(".jdks/a jdk", WANTED);

        assertThat(bench.run("circuit").out()).doesNotContain("Archive");
        Path archive = bench.jarThatRan().resolveSibling("classes.jsa");
        assertThat(bench.run("start").out())
                .contains("argument -XX:+AutoCreateSharedArchive\n")
                .contains("argument -XX:SharedArchiveFile=" + archive + "\n");
        Files.createFile(archive);
        assertThat(bench.run("circuit").out())
                .doesNotContain("AutoCreate")
                .contains("argument -XX:SharedArchiveFile=" + archive + "\n");
    }

    @Test
    void runsFromAnyFolderAndThroughALink() throws Exception {
        bench.maven("3.8.7").jdk(".jdks/a jdk", WANTED);
        Path link = Files.createSymbolicLink(folder.resolve("link"), Path.of("a clone/sluice"));

        LauncherBench.Run run = bench.run(Path.of("/"), link, "version");

        assertThat(run.status()).isZero();
        assertThat(run.out()).contains(bench.repository().resolve("src/target").toString());
    }

    @Test
    void buildsAgainOnlyWhenASourceIsNewer() throws Exception {
        bench.maven("3.8.7").jdk(".jdks/98", WANTED);
        bench.run("version");
        bench.run("version");
        assertThat(bench.mavenCalls()).hasSize(1);

        touch("src/main/java/Main.java", 5);
        LauncherBench.Run run = bench.run("version");

        assertThat(bench.mavenCalls()).hasSize(2);
        assertThat(run.out()).contains("argument version");
    }

    @Test
    void neverRunsAJarWhoseBuildWasCutShort() throws Exception {
        bench.maven("3.8.7").jdk(".jdks/98", WANTED);
        bench.source("src/target/sluice-0.1-app.jar");
        bench.source("src/target/launch/build-1-1/sluice.jar");
        bench.source("src/target/launch/begun");

        bench.run("version");

        assertThat(bench.mavenCalls()).hasSize(1);
        assertThat(bench.jarThatRan()).hasContent("built");
    }

    @Test
    void leavesTheFilesOfASluiceThatRunsAlone() throws Exception {
        bench.maven("3.8.7").jdk(".jdks/98", WANTED);
        bench.run("start");
        Path running = bench.jarThatRan();

        touch("src/main/java/Main.java", 5);
        bench.run("version");
        assertThat(bench.jarThatRan()).isNotEqualTo(running);
        assertThat(running).exists();

        touch("src/main/java/Main.java", 10);
        bench.run("version");
        assertThat(running).doesNotExist();
    }

    private void touch(String source, int secondsAhead) throws IOException {
        Files.setLastModifiedTime(
                bench.source(source), FileTime.from(Instant.now().plusSeconds(secondsAhead)));
    }

    @Test
    void showsTheErrorsOfABuildThatFails() throws Exception {
        bench.maven("3.8.7").jdk(".jdks/98", WANTED);

        LauncherBench.Run run = bench.with("MAVEN_FAILS", "yes").run("version");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("[ERROR] Main.java:[1,1] ';' expected");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void buildsOnceWhenManyStartAtOnce() throws Exception {
        bench.maven("3.8.7").jdk(".jdks/98", WANTED);
        List<Process> starts = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            starts.add(bench.start(bench.home(), bench.repository().resolve("sluice"), "version"));
        }

        for (Process start : starts) {
            LauncherBench.Run run = LauncherBench.await(start);
            assertThat(run.status()).as(run.err()).isZero();
            assertThat(run.out()).contains("argument version");
        }
        assertThat(bench.mavenCalls()).hasSize(1);
    }

    @Test
    void becomesTheProductSoThatSignalsReachIt() throws Exception {
        bench.maven("3.8.7").jdk(".jdks/98", WANTED);
        bench.run("version");

        Process start = bench.start(bench.home(), bench.repository().resolve("sluice"), "start");

        assertThat(LauncherBench.await(start).out()).contains("java " + start.pid() + " of ");
    }

    @Test
    void passesTheProductsStatusOn() throws Exception {
        bench.maven("3.8.7").jdk(".jdks/98", WANTED);

        assertThat(bench.with("JAVA_STATUS", "7").run("pause").status()).isEqualTo(7);
    }

    @Test
    void prefersAJavaHomeThatIsNewEnough() throws Exception {
        bench.maven("3.8.7").jdk(".jdks/98", WANTED);
        Path newer = bench.jdk("elsewhere", "99");

        LauncherBench.Run run = bench.with("JAVA_HOME", newer.toString()).run("version");

        assertThat(run.out()).contains("of " + newer);
    }

    @Test
    void passesOverAJavaHomeThatIsTooOld() throws Exception {
        Path jdk = bench.maven("3.8.7").jdk(".jdks/98", WANTED);
        Path older = bench.jdk("elsewhere", "21");

        LauncherBench.Run run = bench.with("JAVA_HOME", older.toString()).run("version");

        assertThat(run.out()).contains("of " + jdk);
    }

    @Test
    void findsTheJdkBehindTheJavaOnThePath() throws Exception {
        Path jdk = bench.maven("3.8.7").jdk("hidden/jdk", WANTED);
        Files.createSymbolicLink(bench.home().resolve("bin/java"), jdk.resolve("bin/java"));

        assertThat(bench.run("version").out()).contains("of " + jdk);
    }

    @Test
    void saysInOneLineThatThereIsNoJdk() throws Exception {
        bench.maven("3.8.7").jdk(".jdks/old", "21");

        LauncherBench.Run run = bench.run("start");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines())
                .containsExactly(
                        "sluice: needs a JDK 98 or newer and found none;"
                                + " install one or point JAVA_HOME at it.");
    }

    @Test
    void saysInOneLineThatMavenIsTooOld() throws Exception {
        bench.maven("3.6.3").jdk(".jdks/98", WANTED);

        LauncherBench.Run run = bench.run("test");

        assertThat(run.status()).isEqualTo(1);
        assertThat(run.errLines())
                .containsExactly("sluice: needs Maven 3.8 or newer and found 3.6.");
    }

    @Test
    void testsWithMavenOnThatJdkAndTheArgumentsOfTheEnvironment() throws Exception {
        Path jdk = bench.maven("3.9.1").jdk(".jdks/98", WANTED);

        LauncherBench.Run run =
                bench.with("MAVEN_ARGS", "-Dmaven.repo.local=/x -o").run("test", "--long");

        assertThat(run.status()).isZero();
        assertThat(bench.mavenCalls())
                .singleElement()
                .asString()
                .startsWith("JAVA_HOME=" + jdk)
                .contains("-Dmaven.repo.local=/x -o")
                .endsWith("verify -Plong");
    }

    @Test
    void buildsTheBenchmarksBesideTheProductAndRunsThem() throws Exception {
        bench.maven("3.9.1").jdk(".jdks/98", WANTED);

        LauncherBench.Run run =
                bench.with("SLUICE_JAVA_OPTS", "-Da=1 -Db=2")
                        .run("bench", "engine", "--only", "raw");
        bench.run("bench", "engine");

        assertThat(run.status()).isZero();
        assertThat(run.out())
                .contains("argument -Da=1\nargument -Db=2\n")
                .contains("/src/bench/target/classes:/jars/one.jar:/jars/two.jar\n")
                .endsWith("argument engine\nargument --only\nargument raw\n");
        assertThat(bench.mavenCalls())
                .singleElement()
                .asString()
                .endsWith("-pl src/bench -am package");
    }

    @Test
    void keepsTheBenchmarksOutOfTheProduct() throws Exception {
        bench.maven("3.9.1").jdk(".jdks/98", WANTED);
        bench.run("version");
        touch("src/bench/src/main/java/Bench.java", 5);

        bench.run("version");

        assertThat(bench.mavenCalls()).singleElement().asString().endsWith("-pl src -am package");
    }

    @Test
    void failsWhenTheTestsFail() throws Exception {
        bench.maven("3.9.1").jdk(".jdks/98", WANTED);

        assertThat(bench.with("MAVEN_FAILS", "yes").run("test").status()).isEqualTo(1);
    }
}
