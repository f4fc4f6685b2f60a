package io.sluice.command.payout;

import io.sluice.ledger.reads.StrongReads;
import io.sluice.ledger.reads.StrongReads.WithdrawalReading;
import io.sluice.ledger.withdrawal.WithdrawalStatus;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Clearances from what the ledger says. What is known is good for a moment, counted from before the
 * question was sent; older than that, the ledger is asked again, by a read that no stale node can
 * answer.
 */
final class Clearances {

    private static final Logger LOG = LoggerFactory.getLogger(Clearances.class);

    private final StrongReads reads;
    private final Clock clock;
    private final long freshNanos;

    /**
     * @param fresh for how long an answer may be relied on
     */
    Clearances(StrongReads reads, Clock clock, Duration fresh) {
        this.reads = reads;
        this.clock = clock;
        this.freshNanos = fresh.toNanos();
    }

    /**
     * @param askedNanos {@link System#nanoTime} before the entry that released it was sent
     */
    Clearance justReleased(Instruction instruction, long askedNanos) {
        return new Standing(instruction, askedNanos);
    }

    /** For one of which only an old state is known. */
    Clearance unasked(Instruction instruction) {
        return new Standing(instruction, System.nanoTime() - freshNanos);
    }

    private final class Standing implements Clearance {

        private final Instruction instruction;
        private volatile long askedNanos;

        Standing(Instruction instruction, long askedNanos) {
            this.instruction = instruction;
            this.askedNanos = askedNanos;
        }

        @Override
        public CompletableFuture<Boolean> mayLeave() {
            if (!clock.instant().isBefore(instruction.notAfter())) {
                LOG.warn("{} is not sent: its notAfter has come", instruction.withdrawalId());
                return CompletableFuture.completedFuture(false);
            }
            return System.nanoTime() - askedNanos < freshNanos
                    ? CompletableFuture.completedFuture(true)
                    : ask();
        }

        private CompletableFuture<Boolean> ask() {
            long now = System.nanoTime();
            return read().thenCompose(reading -> answered(reading, now));
        }

        private CompletableFuture<Optional<WithdrawalReading>> read() {
            try {
                return reads.withdrawal(instruction.accountId(), instruction.withdrawalId());
            } catch (RuntimeException notServedHere) {
                return CompletableFuture.failedFuture(notServedHere);
            }
        }

        private CompletableFuture<Boolean> answered(
                Optional<WithdrawalReading> reading, long asked) {
            if (reading.filter(found -> isLeaving(found.status())).isEmpty()) {
                LOG.warn(
                        "{} is not sent: the ledger has it as {}",
                        instruction.withdrawalId(),
                        reading.map(found -> found.status().name()).orElse("nothing"));
                return CompletableFuture.completedFuture(false);
            }
            askedNanos = asked;
            return mayLeave();
        }

        private static boolean isLeaving(WithdrawalStatus status) {
            return status == WithdrawalStatus.RELEASED || status == WithdrawalStatus.SUBMITTED;
        }
    }
}
