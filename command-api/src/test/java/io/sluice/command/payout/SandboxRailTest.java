package io.sluice.command.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.ledger.id.WithdrawalId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxRailTest {

    @TempDir Path folder;

    private static final class Told implements RailReports {
        private final List<String> words = new CopyOnWriteArrayList<>();

        private CompletableFuture<Void> tell(String word) {
            words.add(word);
            return CompletableFuture.completedFuture(null);
        }

        @Override
        public CompletableFuture<Void> submitted(Instruction instruction, String railReference) {
            return tell("submitted");
        }

        @Override
        public CompletableFuture<Void> settled(Instruction instruction, String transaction) {
            return tell("settled");
        }

        @Override
        public CompletableFuture<Void> refused(Instruction instruction, String reason) {
            return tell("refused");
        }

        @Override
        public CompletableFuture<Void> unknown(Instruction instruction, String reason) {
            return tell("unknown");
        }
    }

    @Test
    void whatBecameTooLateBetweenSubmissionAndPaymentIsNotPaid() throws Exception {
        Told told = new Told();
        Path journal = folder.resolve("sandbox.journal");
        SandboxSettings settings =
                new SandboxSettings(
                        Duration.ofMillis(1), Duration.ofMillis(600), SandboxBehaviour.PAY);
        try (SandboxRail rail = new SandboxRail(settings, journal, told, Clock.systemUTC())) {
            WithdrawalId id = new WithdrawalId(new UUID(1, 1));
            rail.hand(Instructions.of(id, Clock.systemUTC().instant().plusMillis(500)));
            await().atMost(Duration.ofSeconds(10)).until(() -> told.words.size() == 2);
            assertThat(told.words).containsExactly("submitted", "refused");
            assertThat(rail.refusedForGood(id)).isTrue();
        }
        assertThat(Files.readString(journal)).startsWith("refused\t");
    }
}
