package io.sluice.command.payout;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.command.Logged;
import io.sluice.command.payout.SandboxJournal.Effect;
import io.sluice.ledger.id.WithdrawalId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxJournalTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final WithdrawalId ONE = new WithdrawalId(new UUID(1, 1));
    private static final WithdrawalId TWO = new WithdrawalId(new UUID(2, 2));
    private static final WithdrawalId THREE = new WithdrawalId(new UUID(3, 3));

    @TempDir Path folder;
    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("rail").resolve("sandbox.journal");
    }

    private static CompletableFuture<Void> write(
            SandboxJournal journal, Effect effect, WithdrawalId id) {
        return journal.write(effect, Instructions.of(id));
    }

    private static void assertNotKept(CompletableFuture<Void> kept) {
        assertThat(kept)
                .failsWithin(SOON)
                .withThrowableThat()
                .withCauseInstanceOf(IOException.class);
    }

    private static String line(String effect, WithdrawalId id) {
        return effect + "\t" + id + "\t1\tBTC\t50\n";
    }

    @Test
    void remembersAcrossRestartsAndDropsALineThatWasCutShort() throws IOException {
        try (SandboxJournal journal = new SandboxJournal(file)) {
            assertThat(write(journal, Effect.PAID, ONE)).succeedsWithin(SOON);
        }
        Files.writeString(file, "paid\t" + TWO, StandardOpenOption.APPEND);
        try (SandboxJournal journal = new SandboxJournal(file)) {
            assertThat(journal.effect(ONE)).contains(Effect.PAID);
            assertThat(journal.effect(TWO)).isEmpty();
            assertThat(write(journal, Effect.REFUSED, TWO)).succeedsWithin(SOON);
        }
        assertThat(Files.readString(file)).isEqualTo(line("paid", ONE) + line("refused", TWO));
    }

    @Test
    void whatCouldOnlyBeWrittenInPartIsReportedAndLeavesNothingBeforeTheNextLine()
            throws IOException {
        AtomicReference<FaultyDisk> disk = new AtomicReference<>();
        try (SandboxJournal journal = journalOn(disk)) {
            assertThat(write(journal, Effect.PAID, ONE)).succeedsWithin(SOON);
            disk.get().failsWrites = true;
            assertNotKept(write(journal, Effect.PAID, TWO));
            assertThat(journal.effect(TWO)).isEmpty();
            disk.get().failsWrites = false;
            assertThat(write(journal, Effect.PAID, THREE)).succeedsWithin(SOON);
        }
        assertThat(Files.readString(file)).isEqualTo(line("paid", ONE) + line("paid", THREE));
    }

    @Test
    void whereWhatWasWrittenInPartCannotBeTakenBackNothingIsWrittenAnyMore() throws IOException {
        AtomicReference<FaultyDisk> disk = new AtomicReference<>();
        try (Logged logged = Logged.by(SandboxJournal.class);
                SandboxJournal journal = journalOn(disk)) {
            assertThat(write(journal, Effect.PAID, ONE)).succeedsWithin(SOON);
            disk.get().failsWrites = true;
            disk.get().failsTruncation = true;
            assertNotKept(write(journal, Effect.PAID, TWO));
            disk.get().failsWrites = false;
            disk.get().failsTruncation = false;
            assertNotKept(write(journal, Effect.PAID, THREE));
            assertThat(logged.errors())
                    .singleElement()
                    .asString()
                    .contains("alarm sandbox-journal-broken");
        }
        try (SandboxJournal journal = new SandboxJournal(file)) {
            assertThat(journal.effect(TWO)).isEmpty();
            assertThat(journal.effect(THREE)).isEmpty();
        }
        assertThat(Files.readString(file)).isEqualTo(line("paid", ONE));
    }

    private SandboxJournal journalOn(AtomicReference<FaultyDisk> disk) {
        return new SandboxJournal(
                file,
                channel -> {
                    disk.set(new FaultyDisk(channel));
                    return disk.get();
                });
    }
}
