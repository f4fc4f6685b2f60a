package io.sluice.command.rail;

import io.sluice.command.payout.Clearance;
import io.sluice.command.payout.Instruction;
import io.sluice.command.payout.Rail;
import io.sluice.command.payout.RailReports;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.withdrawal.RailPromise;
import io.sluice.ledger.withdrawal.RailTerms;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A rail on a {@link Delivery}: bounded, patient, and behind a breaker. A try that certainly did
 * not arrive is made again until {@code notAfter}; one of which nobody can tell is made again only
 * where the rail deduplicates, and is unknown otherwise. Everything of its own happens on one
 * thread.
 */
public final class DeliveringRail implements Rail {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveringRail.class);

    private final RailTerms terms;
    private final Delivery delivery;
    private final DeliveryLimits limits;
    private final RailReports reports;
    private final Clock clock;
    private final LongUnaryOperator belowMillis;
    private final Breaker breaker;
    private final ScheduledThreadPoolExecutor hands;

    /** What is in hand; what was refused stays here until the ledger has recorded it. */
    private final Set<WithdrawalId> inHand = ConcurrentHashMap.newKeySet();

    private final Set<WithdrawalId> refused = ConcurrentHashMap.newKeySet();
    private final ArrayDeque<Job> waiting = new ArrayDeque<>();
    private int underway;

    /**
     * @param belowMillis a random number from 0 to below the given one
     */
    public DeliveringRail(
            RailTerms terms,
            Delivery delivery,
            DeliveryLimits limits,
            RailReports reports,
            Clock clock,
            LongUnaryOperator belowMillis) {
        this.terms = terms;
        this.delivery = delivery;
        this.limits = limits;
        this.reports = reports;
        this.clock = clock;
        this.belowMillis = belowMillis;
        this.breaker = new Breaker(terms.name(), limits.failuresToOpen(), limits.open());
        this.hands =
                new ScheduledThreadPoolExecutor(
                        1, Thread.ofPlatform().name("rail-" + terms.name()).daemon(true).factory());
        hands.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    private static final class Job {
        private final Instruction instruction;
        private final Clearance clearance;
        private int tries;

        Job(Instruction instruction, Clearance clearance) {
            this.instruction = instruction;
            this.clearance = clearance;
        }
    }

    @Override
    public RailTerms terms() {
        return terms;
    }

    @Override
    public boolean hasTripped() {
        return breaker.state(System.nanoTime()) != BreakerState.CLOSED;
    }

    @Override
    public int room() {
        int most =
                switch (breaker.state(System.nanoTime())) {
                    case CLOSED -> limits.capacity();
                    case OPEN -> 0;
                    case HALF_OPEN -> 1;
                };
        return Math.max(0, most - inHand.size());
    }

    @Override
    public void hand(Instruction instruction, Clearance clearance) {
        WithdrawalId id = instruction.withdrawalId();
        if (inHand.size() >= limits.capacity() || !inHand.add(id)) {
            LOG.info("rail {}: {} is in hand, or there is no room", terms.name(), id);
            return;
        }
        onHands(
                () -> {
                    waiting.add(new Job(instruction, clearance));
                    pump();
                });
    }

    @Override
    public boolean refusedForGood(WithdrawalId withdrawal) {
        return refused.contains(withdrawal);
    }

    private void pump() {
        int most = breaker.most(System.nanoTime(), limits.concurrency());
        while (underway < most && !waiting.isEmpty()) {
            underway++;
            attempt(waiting.remove());
        }
        if (most == 0 && !waiting.isEmpty()) {
            later(limits.open(), this::pump);
        }
    }

    private void attempt(Job job) {
        var _ =
                job.clearance
                        .mayLeave()
                        .thenCompose(mayLeave -> mayLeave ? deliver(job) : notAnyMore())
                        .whenComplete(
                                (done, failure) -> onHands(() -> attempted(job, done, failure)));
    }

    /** What a try came to, and the job's next step. */
    private record Tried(@Nullable Answer answer) {}

    private CompletableFuture<Tried> deliver(Job job) {
        job.tries++;
        CompletableFuture<Answer> answer;
        try {
            answer = delivery.deliver(job.instruction);
        } catch (RuntimeException bug) {
            answer = CompletableFuture.failedFuture(bug);
        }
        return answer.exceptionally(failure -> new Answer.Unclear(failure.toString()))
                .thenApply(Tried::new);
    }

    private static CompletableFuture<Tried> notAnyMore() {
        return CompletableFuture.completedFuture(new Tried(null));
    }

    private void attempted(Job job, @Nullable Tried tried, @Nullable Throwable failure) {
        underway--;
        if (tried == null) {
            LOG.info(
                    "rail {}: {} is not cleared yet: {}",
                    terms.name(),
                    job.instruction.withdrawalId(),
                    String.valueOf(failure));
            again(job, "the ledger could not be asked");
        } else if (tried.answer() == null) {
            finish(job, reports.unknown(job.instruction, "not sent any more after " + tries(job)));
        } else {
            answered(job, tried.answer());
        }
        pump();
    }

    private void answered(Job job, Answer answer) {
        switch (answer) {
            case Answer.Taken(String reference) -> {
                breaker.succeeded();
                finish(job, reports.submitted(job.instruction, reference));
            }
            case Answer.Settled(String transaction) -> {
                breaker.succeeded();
                finish(job, reports.settled(job.instruction, transaction));
            }
            case Answer.Refused(String reason) -> {
                breaker.succeeded();
                refused.add(job.instruction.withdrawalId());
                finish(job, reports.refused(job.instruction, reason));
            }
            case Answer.NotTaken(String why) -> {
                breaker.failed(System.nanoTime(), why);
                again(job, why);
            }
            case Answer.Unclear(String why) -> {
                breaker.failed(System.nanoTime(), why);
                if (terms.promise(RailPromise.DEDUPLICATES)) {
                    again(job, why);
                } else {
                    finish(job, reports.unknown(job.instruction, why));
                }
            }
        }
    }

    private static String tries(Job job) {
        return job.tries == 1 ? "1 try" : job.tries + " tries";
    }

    /** After a random part of a wait that doubles, so that many do not come back at once. */
    private void again(Job job, String why) {
        long most = limits.longestWaitAfter(Math.max(1, job.tries)).toMillis();
        Duration wait = Duration.ofMillis(1 + belowMillis.applyAsLong(Math.max(1, most)));
        boolean isLate = !clock.instant().plus(wait).isBefore(job.instruction.notAfter());
        if (isLate || job.tries >= limits.tries()) {
            finish(job, reports.unknown(job.instruction, why + ", after " + tries(job)));
            return;
        }
        LOG.info(
                "rail {}: {} again in {}: {}",
                terms.name(),
                job.instruction.withdrawalId(),
                wait,
                why);
        later(
                wait,
                () -> {
                    waiting.add(job);
                    pump();
                });
    }

    /** Its room is free once the ledger has recorded it, so that what is unrecorded is bounded. */
    private void finish(Job job, CompletableFuture<Void> told) {
        WithdrawalId id = job.instruction.withdrawalId();
        var _ =
                told.whenComplete(
                        (done, failure) -> {
                            if (failure != null) {
                                LOG.warn("{} not reported: {}", id, failure.toString());
                            }
                            refused.remove(id);
                            inHand.remove(id);
                        });
    }

    private void onHands(Runnable step) {
        later(Duration.ZERO, step);
    }

    private void later(Duration wait, Runnable step) {
        try {
            var _ = hands.schedule(() -> take(step), wait.toNanos(), TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException closing) {
            LOG.debug("rail {} is closing; the ledger knows what is left", terms.name());
        }
    }

    /** One job's bug must not stop the others. */
    private void take(Runnable step) {
        try {
            step.run();
        } catch (RuntimeException bug) {
            LOG.error("alarm rail-failed: rail {}", terms.name(), bug);
        }
    }

    @Override
    public void close() {
        hands.shutdownNow();
        delivery.close();
    }
}
