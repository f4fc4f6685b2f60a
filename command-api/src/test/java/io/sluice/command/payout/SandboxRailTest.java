package io.sluice.command.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.withdrawal.RailTerms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxRailTest {

    @TempDir Path folder;

    @Test
    void whatBecameTooLateBetweenSubmissionAndPaymentIsNotPaid() throws Exception {
        ToldReports told = new ToldReports();
        Path journal = folder.resolve("sandbox.journal");
        SandboxSettings settings =
                new SandboxSettings(
                        Duration.ofMillis(1), Duration.ofMillis(600), SandboxBehaviour.PAY);
        try (SandboxRail rail =
                new SandboxRail(
                        RailTerms.OF_THE_FIRST_VERSION,
                        settings,
                        journal,
                        told,
                        Clock.systemUTC())) {
            WithdrawalId id = new WithdrawalId(new UUID(1, 1));
            rail.hand(
                    Instructions.of(id, Clock.systemUTC().instant().plusMillis(500)),
                    () -> CompletableFuture.completedFuture(true));
            await().atMost(Duration.ofSeconds(10)).until(() -> told.words.size() == 2);
            assertThat(told.words)
                    .containsExactly("submitted sandbox-" + id, "refused came after notAfter");
            assertThat(rail.refusedForGood(id)).isTrue();
        }
        assertThat(Files.readString(journal)).startsWith("refused\t");
    }
}
