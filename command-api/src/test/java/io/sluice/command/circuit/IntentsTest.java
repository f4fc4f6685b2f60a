package io.sluice.command.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.command.Logged;
import io.sluice.ledger.id.PauseId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntentsTest {

    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir Path data;
    private Path folder;
    private Intents intents;
    private Logged logged;

    @BeforeEach
    void open() {
        folder = data.resolve("intents");
        intents = new Intents(folder);
        logged = Logged.by(Intents.class);
    }

    @AfterEach
    void close() {
        intents.close();
        logged.close();
    }

    private void breakDisk() throws IOException {
        Files.delete(folder);
        Files.writeString(folder, "in the way");
    }

    private void awaitAlarms(int many) {
        await().atMost(SOON).until(() -> logged.errors().size() == many);
    }

    private void awaitOver(int many) {
        await().atMost(SOON).until(() -> logged.warnings().size() == many);
    }

    @Test
    void aDiskThatTakesNoIntentIsOneAlarmHoweverOftenItIsTried() throws IOException {
        breakDisk();
        intents.keep(PauseIntents.of("one"));
        intents.keep(PauseIntents.of("two"));
        intents.keepOnDisk();
        intents.keepOnDisk();
        intents.close();
        assertThat(logged.errors())
                .singleElement()
                .asString()
                .startsWith(
                        "an intent is not kept on disk: "
                                + PauseIntents.of("one").pause().pauseId());
        assertThat(logged.warnings()).isEmpty();
    }

    @Test
    void saysOnceThatTheDiskHasAllIntentsAgainAndAlarmsAnewTheNextTime() throws IOException {
        breakDisk();
        PauseId one = PauseIntents.of("one").pause().pauseId();
        PauseId two = PauseIntents.of("two").pause().pauseId();
        intents.keep(PauseIntents.of("one"));
        intents.keep(PauseIntents.of("two"));
        awaitAlarms(1);
        Files.delete(folder);
        intents.keepOnDisk();
        awaitOver(1);
        assertThat(intents.isOnDisk(one)).isTrue();
        assertThat(intents.isOnDisk(two)).isTrue();

        intents.drop(one);
        intents.drop(two);
        await().atMost(SOON).until(() -> !intents.isOnDisk(one) && !intents.isOnDisk(two));
        breakDisk();
        intents.keep(PauseIntents.of("three"));
        awaitAlarms(2);
        assertThat(logged.warnings()).hasSize(1);
    }

    @Test
    void anIntentThatEndsBeforeItCouldBeWrittenEndsTheAlarmToo() throws IOException {
        breakDisk();
        intents.keep(PauseIntents.of("one"));
        awaitAlarms(1);
        intents.drop(PauseIntents.of("one").pause().pauseId());
        awaitOver(1);
    }

    @Test
    void aFileThatCouldNotBeDeletedIsTriedAgain() throws IOException {
        PauseId id = PauseIntents.of("one").pause().pauseId();
        intents.keep(PauseIntents.of("one"));
        await().atMost(SOON).until(() -> intents.isOnDisk(id));
        Path file = folder.resolve(id + ".intent");
        Files.delete(file);
        Path inTheWay = Files.createDirectories(file).resolve("in the way");
        Files.writeString(inTheWay, "");
        intents.drop(id);
        awaitAlarms(1);
        Files.delete(inTheWay);
        intents.keepOnDisk();
        awaitOver(1);
        assertThat(file).doesNotExist();
    }
}
