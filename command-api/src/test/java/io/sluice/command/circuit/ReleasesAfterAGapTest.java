package io.sluice.command.circuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.command.MemoryLogs.MemoryLog;
import io.sluice.command.World;
import io.sluice.ledger.event.LedgerEvent.WithdrawalReleased;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import io.sluice.log.writer.Barriers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleasesAfterAGapTest {

    @TempDir Path data;

    @Test
    void aReleaseThatAGapMadeVoidIsNotSentAgainOnceTheNodesOwnGateIsShut() {
        try (World world = new World(1, data, Map.of("sluice.circuit.complete-every", "1h"))) {
            AccountId alice = world.funded("alice", 100);
            MemoryLog log = world.logs.partition(0);
            Intents gate = world.circuit().intents();
            Intent intent = PauseIntents.of("p");
            gate.keep(intent);
            world.withdraw(alice, 1, "w");

            log.hangOwner(true);
            int lostBefore = log.lost();
            gate.drop(intent.pause().pauseId());
            await().atMost(Duration.ofSeconds(5)).until(() -> log.lost() > lostBefore);
            gate.keep(intent);
            log.hangOwner(false);
            Barriers barriers = world.node().barriers(0);
            barriers.direct("resolved", barriers.newNonce(), Map.of(), List.of())
                    .orTimeout(5, TimeUnit.SECONDS)
                    .join();

            assertThat(world.status(alice, "w")).isEqualTo(WithdrawalStatus.REQUESTED);
            assertThat(world.events(WithdrawalReleased.class)).isEmpty();
            gate.drop(intent.pause().pauseId());
            world.awaitStatus(alice, "w", WithdrawalStatus.SETTLED);
        }
    }
}
