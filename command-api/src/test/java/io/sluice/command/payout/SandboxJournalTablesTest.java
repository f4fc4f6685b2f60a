package io.sluice.command.payout;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.id.WithdrawalId;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxJournalTablesTest {

    @TempDir Path folder;

    private static Instruction instruction(UUID id) {
        return Instructions.of(new WithdrawalId(id));
    }

    private static UUID id(int number) {
        return new UUID(3, number);
    }

    private Path file() {
        return folder.resolve("rail").resolve("sandbox.journal");
    }

    private void writeLines(int from, int to) {
        try (SandboxJournal journal = new SandboxJournal(file())) {
            List<CompletableFuture<Void>> kept = new ArrayList<>();
            for (int i = from; i < to; i++) {
                kept.add(journal.write(effectOf(i), instruction(id(i))));
            }
            kept.forEach(one -> one.orTimeout(20, TimeUnit.SECONDS).join());
        }
    }

    private static SandboxJournal.Effect effectOf(int number) {
        SandboxJournal.Effect[] effects = SandboxJournal.Effect.values();
        return effects[number % effects.length];
    }

    private static void assertThatItKnows(SandboxJournal journal, int lines) {
        for (int i = 0; i < lines; i++) {
            assertThat(journal.effect(new WithdrawalId(id(i)))).contains(effectOf(i));
        }
        assertThat(journal.effect(new WithdrawalId(id(lines)))).isEmpty();
    }

    /** More than the first two tables have room for. */
    private static final int MANY = 25_000;

    @Test
    void findsWhatItDidAmongManyWithoutReadingTheJournalAgain() throws IOException {
        writeLines(0, MANY / 2);
        writeLines(MANY / 2, MANY);
        assertThat(Files.readAllLines(file())).hasSize(MANY);
        String first = Files.readAllLines(file()).getFirst();
        overwrite(0, "X".repeat(first.length()));
        try (SandboxJournal journal = new SandboxJournal(file())) {
            assertThatItKnows(journal, MANY);
        }
    }

    private void overwrite(long at, String text) throws IOException {
        try (RandomAccessFile raw = new RandomAccessFile(file().toFile(), "rw")) {
            raw.seek(at);
            raw.write(text.getBytes(StandardCharsets.UTF_8));
        }
    }

    @Test
    void findsWhatTheTablesDoNotHaveYetAfterACrash() throws IOException {
        writeLines(0, 10);
        Path copy = Files.createDirectory(folder.resolve("before"));
        copyTables(folder.resolve("rail"), copy);
        writeLines(10, 20);
        copyTables(copy, folder.resolve("rail"));
        try (SandboxJournal journal = new SandboxJournal(file())) {
            assertThatItKnows(journal, 20);
        }
    }

    private static void copyTables(Path from, Path to) throws IOException {
        try (DirectoryStream<Path> tables = Files.newDirectoryStream(from, "*.table-*")) {
            for (Path table : tables) {
                Files.copy(
                        table,
                        to.resolve(table.getFileName()),
                        StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Test
    void makesTablesAgainThatAreGoneOrDamagedOrOfALongerJournal() throws IOException {
        writeLines(0, MANY);
        Files.delete(folder.resolve("rail").resolve("sandbox.journal.table-0"));
        try (SandboxJournal journal = new SandboxJournal(file())) {
            assertThatItKnows(journal, MANY);
        }
        Files.writeString(folder.resolve("rail").resolve("sandbox.journal.table-1"), "nonsense");
        try (SandboxJournal journal = new SandboxJournal(file())) {
            assertThatItKnows(journal, MANY);
        }
        List<String> lines = Files.readAllLines(file());
        Files.write(file(), lines.subList(0, 7));
        try (SandboxJournal journal = new SandboxJournal(file())) {
            assertThatItKnows(journal, 7);
        }
    }

    @Test
    void theLastLineAboutAWithdrawalStands() {
        try (SandboxJournal journal = new SandboxJournal(file())) {
            journal.write(SandboxJournal.Effect.UNKNOWN, instruction(id(0))).join();
            journal.write(SandboxJournal.Effect.REFUSED, instruction(id(0))).join();
        }
        try (SandboxJournal journal = new SandboxJournal(file())) {
            assertThat(journal.effect(new WithdrawalId(id(0))))
                    .contains(SandboxJournal.Effect.REFUSED);
        }
    }
}
