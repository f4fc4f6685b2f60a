package io.sluice.command.payout;

import io.sluice.command.bus.CommandOutcome;
import io.sluice.command.bus.Commands;
import io.sluice.command.bus.RandomIds;
import io.sluice.command.bus.Writers;
import io.sluice.failpoint.Failpoint;
import io.sluice.failpoint.Failpoints;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.AccountCommand;
import io.sluice.ledger.command.LedgerCommand.ReportFailure;
import io.sluice.ledger.command.LedgerCommand.ReportSettlement;
import io.sluice.ledger.command.LedgerCommand.ReportSubmission;
import io.sluice.log.LogUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
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
    private final Writers writers;
    private final Clock clock;
    private final LongAdder settlementsRefused = new LongAdder();
    private volatile boolean closed;

    public ReportedToLedger(Commands commands, Writers writers, Clock clock) {
        this.commands = commands;
        this.writers = writers;
        this.clock = clock;
    }

    @Override
    public CompletableFuture<Void> submitted(Instruction instruction, String railReference) {
        return report(
                new ReportSubmission(
                        instruction.accountId(), instruction.withdrawalId(), railReference));
    }

    @Override
    public CompletableFuture<Void> settled(Instruction instruction, String transaction) {
        return report(
                new ReportSettlement(
                        instruction.accountId(), instruction.withdrawalId(), transaction));
    }

    @Override
    public CompletableFuture<Void> refused(Instruction instruction, String reason) {
        return report(failure(instruction, reason, true));
    }

    @Override
    public CompletableFuture<Void> unknown(Instruction instruction, String reason) {
        return report(failure(instruction, reason, false));
    }

    private static ReportFailure failure(
            Instruction instruction, String reason, boolean definitive) {
        return new ReportFailure(
                instruction.accountId(), instruction.withdrawalId(), reason, definitive);
    }

    /** One future a report, however often it is tried. */
    private CompletableFuture<Void> report(AccountCommand command) {
        Failpoints.reached(Failpoint.PAYOUT_AFTER_REPORT);
        CompletableFuture<Void> told = new CompletableFuture<>();
        attempt(command, FIRST_WAIT, told);
        return told;
    }

    private void attempt(AccountCommand command, Duration wait, CompletableFuture<Void> told) {
        if (closed) {
            told.completeExceptionally(new IllegalStateException("closed"));
            return;
        }
        var _ =
                send(command)
                        .whenComplete(
                                (outcome, failure) -> {
                                    if (failure == null) {
                                        note(command, outcome);
                                        Failpoints.reached(Failpoint.PAYOUT_AFTER_RECORD);
                                        told.complete(null);
                                    } else {
                                        again(command, wait, told, failure);
                                    }
                                });
    }

    private CompletableFuture<CommandOutcome> send(AccountCommand command) {
        CommandHeader header =
                new CommandHeader(
                        RandomIds.next(),
                        ACTOR,
                        Optional.empty(),
                        clock.instant().truncatedTo(ChronoUnit.MICROS));
        try {
            return commands.send(command, header);
        } catch (RuntimeException failure) {
            return CompletableFuture.failedFuture(failure);
        }
    }

    private void again(
            AccountCommand command,
            Duration wait,
            CompletableFuture<Void> told,
            Throwable failure) {
        if (isOver(command)) {
            LOG.warn("{} is told again after a restart: {}", command, failure.toString());
            told.completeExceptionally(failure);
            return;
        }
        LOG.debug("{} again in {}: {}", command.name(), wait, failure.toString());
        CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> attempt(command, longer(wait), told));
    }

    /** Whether the partition takes nothing any more in this life of the node. */
    private boolean isOver(AccountCommand command) {
        try {
            return switch (writers.of(commands.routeOf(command.accountId()).partition()).state()) {
                case REFUSING, STEPPED_DOWN -> true;
                case STARTING, CATCHING_UP, SERVING, RESOLVING -> false;
            };
        } catch (LogUnavailableException notOurs) {
            LOG.debug("{} is another node's", command.name(), notOurs);
            return true;
        }
    }

    private void note(AccountCommand command, CommandOutcome outcome) {
        switch (outcome) {
            case CommandOutcome.Accepted accepted -> {}
            case CommandOutcome.Repeated repeated -> {}
            case CommandOutcome.Refused(var code, var detail, var extensions) -> {
                if (command instanceof ReportSettlement) {
                    settlementsRefused.increment();
                    LOG.error(
                            "settlement refused: the rail has paid, and the ledger does not"
                                    + " take it: {} {} {}",
                            command,
                            code.code(),
                            detail);
                } else {
                    LOG.info("{} not taken: {} {}", command, code.code(), detail);
                }
            }
        }
    }

    private static Duration longer(Duration wait) {
        Duration doubled = wait.multipliedBy(2);
        return doubled.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : doubled;
    }

    /** How many settlements the ledger has not taken. */
    public long settlementsRefused() {
        return settlementsRefused.sum();
    }

    /** Reports no more; what was not recorded is told again after a restart. */
    public void close() {
        closed = true;
    }
}
