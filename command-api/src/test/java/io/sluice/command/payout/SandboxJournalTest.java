package io.sluice.command.payout;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Amount;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.withdrawal.Destination;
import io.sluice.log.LogPosition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxJournalTest {

    @TempDir Path folder;

    private static Instruction instruction(UUID id) {
        return new Instruction(
                new WithdrawalId(id),
                1,
                new AccountId("alice"),
                new Asset("BTC"),
                new Network("bitcoin"),
                Amount.of(50),
                new Destination("bc1q", Optional.empty()),
                Instant.MAX,
                new LogPosition(0, 1, "00000000"));
    }

    @Test
    void remembersAcrossRestartsAndDropsALineThatWasCutShort() throws IOException {
        Path file = folder.resolve("rail").resolve("sandbox.journal");
        UUID paid = new UUID(1, 1);
        UUID torn = new UUID(2, 2);
        try (SandboxJournal journal = new SandboxJournal(file)) {
            journal.write(SandboxJournal.Effect.PAID, instruction(paid)).join();
        }
        Files.writeString(file, "paid\t" + torn, StandardOpenOption.APPEND);
        try (SandboxJournal journal = new SandboxJournal(file)) {
            assertThat(journal.effect(new WithdrawalId(paid))).contains(SandboxJournal.Effect.PAID);
            assertThat(journal.effect(new WithdrawalId(torn))).isEmpty();
            journal.write(SandboxJournal.Effect.REFUSED, instruction(torn)).join();
        }
        assertThat(Files.readString(file))
                .isEqualTo(
                        "paid\t" + paid + "\t1\tBTC\t50\n" + "refused\t" + torn + "\t1\tBTC\t50\n");
    }
}
