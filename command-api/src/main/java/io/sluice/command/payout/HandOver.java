package io.sluice.command.payout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Hands instructions to the rails that their releases name, and to no other. What cannot be cleared
 * for now is asked again until its {@code notAfter}; what is cleared no more is left to the ledger.
 */
final class HandOver {

    private static final Logger LOG = LoggerFactory.getLogger(HandOver.class);
    private static final Duration ASK_AGAIN = Duration.ofMillis(500);
    private static final int AT_ONCE = 200;

    /** Where the owner does not answer, thousands may wait, each asked again and again. */
    private static final Duration SAY_EVERY = Duration.ofSeconds(10);

    private final Rails rails;
    private final Clearances clearances;
    private final AtomicBoolean closed = new AtomicBoolean();
    private final LongAdder unsaid = new LongAdder();
    private final AtomicLong sayAtNanos = new AtomicLong(System.nanoTime());

    HandOver(Rails rails, Clearances clearances) {
        this.rails = rails;
        this.clearances = clearances;
    }

    /**
     * @param askedNanos {@link System#nanoTime} before the entry that released it was sent
     */
    void first(Instruction instruction, long askedNanos) {
        CompletableFuture<Void> _ =
                cleared(instruction, clearances.justReleased(instruction, askedNanos));
    }

    /** A few at a time, so that commands find room beside the reads. */
    void again(List<Instruction> instructions) {
        List<Instruction> now = instructions.subList(0, Math.min(AT_ONCE, instructions.size()));
        List<Instruction> later = instructions.subList(now.size(), instructions.size());
        CompletableFuture<Void> all =
                CompletableFuture.allOf(
                        now.stream()
                                .map(one -> cleared(one, clearances.unasked(one)))
                                .toArray(CompletableFuture<?>[]::new));
        if (!later.isEmpty()) {
            CompletableFuture<Void> _ = all.whenCompleteAsync((done, failure) -> again(later));
        }
    }

    private CompletableFuture<Void> cleared(Instruction instruction, Clearance clearance) {
        return clearance
                .mayLeave()
                .handle(
                        (mayLeave, failure) -> {
                            if (failure != null) {
                                askLater(instruction, clearance, failure);
                            } else if (mayLeave) {
                                hand(instruction, clearance);
                            }
                            return null;
                        });
    }

    private void hand(Instruction instruction, Clearance clearance) {
        rails.named(instruction.rail().name())
                .ifPresentOrElse(
                        rail -> rail.hand(instruction, clearance),
                        () ->
                                LOG.error(
                                        "alarm rail-missing: {} was released to rail {}, which this"
                                                + " node does not have; it goes to no other",
                                        instruction.withdrawalId(),
                                        instruction.rail().name()));
    }

    private void askLater(Instruction instruction, Clearance clearance, Throwable failure) {
        say(instruction, failure);
        CompletableFuture.delayedExecutor(ASK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)
                .execute(
                        () -> {
                            if (!closed.get()) {
                                CompletableFuture<Void> _ = cleared(instruction, clearance);
                            }
                        });
    }

    private void say(Instruction instruction, Throwable failure) {
        unsaid.increment();
        long due = sayAtNanos.get();
        long now = System.nanoTime();
        if (now - due >= 0 && sayAtNanos.compareAndSet(due, now + SAY_EVERY.toNanos())) {
            LOG.info(
                    "{} is not cleared yet; {} questions without an answer since the last such"
                            + " line: {}",
                    instruction.withdrawalId(),
                    unsaid.sumThenReset(),
                    failure.toString());
        }
    }

    void close() {
        closed.set(true);
    }
}
