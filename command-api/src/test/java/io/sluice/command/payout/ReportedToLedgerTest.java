package io.sluice.command.payout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.command.EventPayloads;
import io.sluice.command.Logged;
import io.sluice.command.MemoryGuard;
import io.sluice.command.MemoryLogs;
import io.sluice.command.bus.CommandOutcome;
import io.sluice.command.bus.Commands;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.log.LogPosition;
import io.sluice.log.LogUnavailableException;
import io.sluice.log.WriterState;
import io.sluice.log.writer.LedgerNode;
import io.sluice.log.writer.LedgerNodeSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.axonframework.common.infra.ComponentDescriptor;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.CommandHandler;
import org.axonframework.messaging.commandhandling.CommandMessage;
import org.axonframework.messaging.commandhandling.CommandResultMessage;
import org.axonframework.messaging.commandhandling.GenericCommandResultMessage;
import org.axonframework.messaging.core.QualifiedName;
import org.axonframework.messaging.core.unitofwork.ProcessingContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ReportedToLedgerTest {

    private static final Duration SOON = Duration.ofSeconds(10);
    private static final Instruction INSTRUCTION =
            Instructions.of(new WithdrawalId(new UUID(1, 1)));
    private static final CommandOutcome ACCEPTED =
            new CommandOutcome.Accepted(List.of(), new LogPosition(0, 1, "00000000"));
    private static final CommandOutcome REFUSED =
            new CommandOutcome.Refused(ErrorCode.ILLEGAL_TRANSITION, "it has failed", Map.of());

    private final LedgerNode node =
            new LedgerNode(
                    LedgerNodeSettings.ofOwner(),
                    new MemoryLogs(1),
                    new MemoryGuard(),
                    new EventPayloads(),
                    Clock.systemUTC());
    private final Bus bus = new Bus();
    private final ReportedToLedger reports =
            new ReportedToLedger(
                    new Commands(bus, node, Clock.systemUTC(), SOON),
                    node::writer,
                    Clock.systemUTC());

    @BeforeEach
    void serve() {
        node.start();
        await().atMost(SOON).until(node::isReady);
    }

    @AfterEach
    void stop() {
        reports.close();
        node.close();
    }

    /** Answers every command alike. */
    private static final class Bus implements CommandBus {

        private final AtomicInteger asked = new AtomicInteger();
        private volatile CompletableFuture<CommandOutcome> answer =
                CompletableFuture.failedFuture(new LogUnavailableException("told to"));

        @Override
        public CompletableFuture<CommandResultMessage> dispatch(
                CommandMessage command, @Nullable ProcessingContext context) {
            asked.incrementAndGet();
            return answer.thenApply(
                    outcome -> new GenericCommandResultMessage(command.type(), outcome));
        }

        @Override
        public CommandBus subscribe(QualifiedName name, CommandHandler handler) {
            throw new AssertionError("nobody subscribes");
        }

        @Override
        public void describeTo(ComponentDescriptor descriptor) {
            throw new AssertionError("nobody asks");
        }
    }

    @Test
    void aSettlementThatTheLedgerDoesNotTakeIsAnAlarmAndAnyOtherReportIsNot() {
        bus.answer = CompletableFuture.completedFuture(REFUSED);
        try (Logged logged = Logged.by(ReportedToLedger.class)) {
            assertThat(reports.submitted(INSTRUCTION, "reference")).succeedsWithin(SOON);
            assertThat(logged.errors()).isEmpty();

            assertThat(reports.settled(INSTRUCTION, "transaction")).succeedsWithin(SOON);
            assertThat(logged.errors())
                    .singleElement()
                    .asString()
                    .contains(
                            "settlement refused",
                            INSTRUCTION.withdrawalId().toString(),
                            "illegal-transition");
            assertThat(reports.settlementsRefused()).isOne();
        }
    }

    @Test
    void aReportIsTriedAgainUntilTheLedgerHasDecidedIt() {
        CompletableFuture<Void> told = reports.settled(INSTRUCTION, "transaction");
        await().atMost(SOON).until(() -> bus.asked.get() >= 2);
        bus.answer = CompletableFuture.completedFuture(ACCEPTED);
        assertThat(told).succeedsWithin(SOON);
    }

    @Test
    void aReportIsLeftToTheNextStartOnceThePartitionRefuses() {
        var _ =
                node.writer(0)
                        .submit(
                                () -> {
                                    throw new LinkageError("told to");
                                });
        await().atMost(SOON).until(() -> node.writer(0).state() == WriterState.REFUSING);

        assertThat(reports.settled(INSTRUCTION, "transaction"))
                .failsWithin(SOON)
                .withThrowableThat()
                .withRootCauseInstanceOf(LogUnavailableException.class);
        assertThat(bus.asked).hasValue(1);
    }

    @Test
    void aReportIsLeftToTheNextStartOnceTheNodeStops() {
        CompletableFuture<Void> told = reports.settled(INSTRUCTION, "transaction");
        await().atMost(SOON).until(() -> bus.asked.get() >= 1);
        reports.close();
        assertThat(told)
                .failsWithin(SOON)
                .withThrowableThat()
                .withCauseInstanceOf(IllegalStateException.class);
    }
}
