package io.sluice.command.payout;

import io.sluice.failpoint.Failpoint;
import io.sluice.failpoint.Failpoints;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.withdrawal.RailPromise;
import io.sluice.ledger.withdrawal.RailTerms;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rail that moves no money: it submits and settles after a while, fails, doubts or stays silent
 * where it is told to. It deduplicates by withdrawal id across restarts and sends nothing past
 * {@code notAfter}.
 */
public final class SandboxRail implements Rail {

    private static final Logger LOG = LoggerFactory.getLogger(SandboxRail.class);

    /** What any sandbox promises. */
    public static final Set<RailPromise> PROMISES =
            Set.of(RailPromise.DEDUPLICATES, RailPromise.HONOURS_NOT_AFTER);

    private final RailTerms terms;
    private final SandboxSettings settings;
    private final SandboxJournal journal;
    private final RailReports reports;
    private final Clock clock;
    private final Set<WithdrawalId> underway = ConcurrentHashMap.newKeySet();
    private final ScheduledThreadPoolExecutor hands =
            new ScheduledThreadPoolExecutor(
                    1, Thread.ofPlatform().name("sandbox-rail").daemon(true).factory());

    /**
     * @param journal the file of what was done, for example {@code data/rail/sandbox.journal}
     */
    public SandboxRail(
            RailTerms terms,
            SandboxSettings settings,
            Path journal,
            RailReports reports,
            Clock clock) {
        this.terms = terms;
        this.settings = settings;
        this.journal = new SandboxJournal(journal);
        this.reports = reports;
        this.clock = clock;
        hands.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    @Override
    public RailTerms terms() {
        return terms;
    }

    /** Its hands are delays, and its journal bounds itself. */
    @Override
    public int room() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean forgetsWhatItSubmitted() {
        return true;
    }

    /** Cleared when it was handed; what happens later here is its own affair, as with any rail. */
    @Override
    public void hand(Instruction instruction, Clearance clearance) {
        if (underway.add(instruction.withdrawalId())) {
            var _ =
                    after(settings.submitDelay())
                            .thenCompose(then -> take(instruction))
                            .whenComplete((told, failure) -> finish(instruction, failure));
        }
    }

    @Override
    public boolean refusedForGood(WithdrawalId withdrawal) {
        return journal.effect(withdrawal)
                .filter(effect -> effect == SandboxJournal.Effect.REFUSED)
                .isPresent();
    }

    private void finish(Instruction instruction, @Nullable Throwable failure) {
        underway.remove(instruction.withdrawalId());
        if (failure != null) {
            LOG.info(
                    "sandbox: {} not finished: {}", instruction.withdrawalId(), failure.toString());
        }
    }

    private CompletableFuture<Void> take(Instruction instruction) {
        return journal.effect(instruction.withdrawalId())
                .map(effect -> again(effect, instruction))
                .orElseGet(() -> first(instruction));
    }

    /** It was done before; only the reports may have been lost. */
    private CompletableFuture<Void> again(SandboxJournal.Effect effect, Instruction instruction) {
        return switch (effect) {
            case PAID -> submitted(instruction).thenCompose(told -> settled(instruction));
            case REFUSED -> reports.refused(instruction, "refused by the sandbox");
            case UNKNOWN -> reports.unknown(instruction, "the sandbox does not know");
        };
    }

    private CompletableFuture<Void> first(Instruction instruction) {
        Failpoints.reached(Failpoint.RAIL_BEFORE_EFFECT);
        SandboxBehaviour behaviour =
                SandboxBehaviour.of(instruction.destination().address(), settings.behaviour());
        if (behaviour == SandboxBehaviour.SILENT) {
            return new CompletableFuture<>();
        }
        if (isTooLate(instruction)) {
            return refuseLate(instruction);
        }
        return switch (behaviour) {
            case PAY -> submitted(instruction).thenCompose(told -> payLater(instruction));
            case FAIL ->
                    journal.write(SandboxJournal.Effect.REFUSED, instruction)
                            .thenCompose(
                                    kept -> reports.refused(instruction, "refused by the sandbox"));
            case UNKNOWN ->
                    journal.write(SandboxJournal.Effect.UNKNOWN, instruction)
                            .thenCompose(
                                    kept ->
                                            reports.unknown(
                                                    instruction, "the sandbox does not know"));
            case SILENT -> new CompletableFuture<>();
        };
    }

    private CompletableFuture<Void> submitted(Instruction instruction) {
        return reports.submitted(instruction, "sandbox-" + instruction.withdrawalId());
    }

    private CompletableFuture<Void> settled(Instruction instruction) {
        return reports.settled(instruction, "sandbox-tx-" + instruction.withdrawalId());
    }

    private CompletableFuture<Void> payLater(Instruction instruction) {
        return after(settings.settleDelay())
                .thenCompose(
                        then ->
                                isTooLate(instruction)
                                        ? refuseLate(instruction)
                                        : journal.write(SandboxJournal.Effect.PAID, instruction)
                                                .thenCompose(kept -> done(instruction)));
    }

    private CompletableFuture<Void> done(Instruction instruction) {
        Failpoints.reached(Failpoint.RAIL_AFTER_EFFECT);
        return settled(instruction);
    }

    /** Asked again right before it is paid: the ledger may take a late one for failed. */
    private boolean isTooLate(Instruction instruction) {
        return clock.instant().isAfter(instruction.notAfter());
    }

    private CompletableFuture<Void> refuseLate(Instruction instruction) {
        return journal.write(SandboxJournal.Effect.REFUSED, instruction)
                .thenCompose(kept -> reports.refused(instruction, "came after notAfter"));
    }

    /** Completes on the sandbox's thread; never where the sandbox is closed before. */
    private CompletableFuture<Void> after(Duration delay) {
        CompletableFuture<Void> then = new CompletableFuture<>();
        try {
            var _ =
                    hands.schedule(
                            () -> then.complete(null), delay.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("the sandbox is closing; a restart hands it over again");
        }
        return then;
    }

    @Override
    public void close() {
        hands.shutdownNow();
        journal.close();
    }
}
