package io.sluice.command.payout;

import io.sluice.command.bus.CommandOutcome;
import io.sluice.command.bus.Commands;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.AccountCommand;
import io.sluice.ledger.command.LedgerCommand.ReportFailure;
import io.sluice.ledger.command.LedgerCommand.ReportSettlement;
import io.sluice.ledger.command.LedgerCommand.ReportSubmission;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rail's reports as commands, tried again until the ledger has decided them. How many there are
 * at a time is bounded by how many withdrawals may be with the rail.
 */
public final class ReportedToLedger implements RailReports {

    private static final Logger LOG = LoggerFactory.getLogger(ReportedToLedger.class);
    private static final String ACTOR = "rail";
    private static final Duration FIRST_WAIT = Duration.ofMillis(20);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

    private final Commands commands;
    private final Clock clock;
    private volatile boolean closed;

    public ReportedToLedger(Commands commands, Clock clock) {
        this.commands = commands;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Void> submitted(Instruction instruction, String railReference) {
        return report(
                new ReportSubmission(
                        instruction.accountId(), instruction.withdrawalId(), railReference),
                FIRST_WAIT);
    }

    @Override
    public CompletableFuture<Void> settled(Instruction instruction, String transaction) {
        return report(
                new ReportSettlement(
                        instruction.accountId(), instruction.withdrawalId(), transaction),
                FIRST_WAIT);
    }

    @Override
    public CompletableFuture<Void> refused(Instruction instruction, String reason) {
        return report(failure(instruction, reason, true), FIRST_WAIT);
    }

    @Override
    public CompletableFuture<Void> unknown(Instruction instruction, String reason) {
        return report(failure(instruction, reason, false), FIRST_WAIT);
    }

    private static ReportFailure failure(
            Instruction instruction, String reason, boolean definitive) {
        return new ReportFailure(
                instruction.accountId(), instruction.withdrawalId(), reason, definitive);
    }

    private CompletableFuture<Void> report(AccountCommand command, Duration wait) {
        if (closed) {
            return CompletableFuture.failedFuture(new IllegalStateException("closed"));
        }
        return attempt(command)
                .exceptionallyCompose(
                        failure -> {
                            LOG.debug("{} again in {}: {}", command.name(), wait, failure);
                            Executor later =
                                    CompletableFuture.delayedExecutor(
                                            wait.toMillis(), TimeUnit.MILLISECONDS);
                            return CompletableFuture.supplyAsync(() -> command, later)
                                    .thenCompose(same -> report(same, longer(wait)));
                        });
    }

    private CompletableFuture<Void> attempt(AccountCommand command) {
        CommandHeader header =
                new CommandHeader(
                        UUID.randomUUID(),
                        ACTOR,
                        Optional.empty(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
        return commands.send(command, header).thenAccept(outcome -> done(command, outcome));
    }

    private static void done(AccountCommand command, CommandOutcome outcome) {
        switch (outcome) {
            case CommandOutcome.Accepted accepted -> {}
            case CommandOutcome.Repeated repeated -> {}
            case CommandOutcome.Refused(var code, var detail, var extensions) ->
                    LOG.info("{} not taken: {} {}", command, code.code(), detail);
        }
    }

    private static Duration longer(Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }

    /** Reports no more; what was not recorded is told again after a restart. */
    public void close() {
        closed = true;
    }
}
