package io.sluice.command.payout;

import io.sluice.command.bus.CommandOutcome;
import io.sluice.command.bus.Commands;
import io.sluice.command.bus.RandomIds;
import io.sluice.command.bus.Writers;
import io.sluice.ledger.command.CommandHeader;
import io.sluice.ledger.command.LedgerCommand.CancelWithdrawal;
import io.sluice.ledger.id.AccountId;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import io.sluice.log.IndexNotes;
import io.sluice.log.TooManyInFlightException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/**
 * Cancels all held withdrawals that a filter finds, each by its own command in its own partition:
 * one's refusal keeps no other. What is found comes from the partitions' queues, a page at a time.
 * The same call again first tells what it had cancelled, then goes on.
 */
public final class Cancellations {

    private static final int PAGE = 256;
    private static final int IN_FLIGHT = 256;
    private static final long WHILE_FULL_NANOS = TimeUnit.MILLISECONDS.toNanos(5);
    private static final HexFormat HEX = HexFormat.of();

    private final Payouts payouts;
    private final Commands commands;
    private final Writers writers;
    private final Duration deadline;
    private final Clock clock;

    /**
     * @param deadline for each withdrawal's outcome
     */
    public Cancellations(
            Payouts payouts, Commands commands, Writers writers, Duration deadline, Clock clock) {
        this.payouts = payouts;
        this.commands = commands;
        this.writers = writers;
        this.deadline = deadline;
        this.clock = clock;
    }

    /** Which held ones, and why; at least one of the three is there. */
    public record Filter(
            Optional<PauseId> pauseId,
            Optional<Asset> asset,
            Optional<Network> network,
            String reason) {

        private boolean finds(Payout payout) {
            return pauseId.map(payout::names).orElse(true)
                    && asset.map(payout.lane().asset()::equals).orElse(true)
                    && network.map(payout.lane().network()::equals).orElse(true);
        }

        /** 32 hex digits that are others for every other filter. */
        private String hash() {
            String all =
                    String.join(
                            "\u0000",
                            pauseId.map(PauseId::toString).orElse(""),
                            asset.map(Asset::code).orElse(""),
                            network.map(Network::name).orElse(""),
                            reason);
            try {
                byte[] sha =
                        MessageDigest.getInstance("SHA-256")
                                .digest(all.getBytes(StandardCharsets.UTF_8));
                return HEX.formatHex(Arrays.copyOf(sha, 16));
            } catch (NoSuchAlgorithmException absent) {
                throw new IllegalStateException("every Java platform has SHA-256", absent);
            }
        }
    }

    /** Told of each outcome, on the caller's thread. */
    public interface Told {

        /**
         * @throws StoppedException when nobody listens any more
         */
        void outcome(AccountId account, WithdrawalId withdrawal, CommandOutcome outcome);
    }

    /** The listener is gone: nothing more is sent. */
    public static final class StoppedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        public StoppedException(Throwable cause) {
            super(cause);
        }
    }

    /**
     * Whether the call may be made: its key stands for no other.
     *
     * @throws RefusedException {@code idempotency-key-reused}, or {@code store-unavailable} where a
     *     partition does not answer
     */
    public void require(Filter filter, UUID call) {
        for (int partition = 0; partition < payouts.queues().size(); partition++) {
            Optional<String> before =
                    onLoop(partition, notes -> CancellationNotes.payload(notes, call))
                            .flatMap(payload -> payload);
            if (before.isPresent() && !before.get().equals(filter.hash())) {
                throw new RefusedException(
                        ErrorCode.IDEMPOTENCY_KEY_REUSED,
                        "This idempotency key was used for other cancellations.");
            }
        }
    }

    /**
     * Cancels; blocks its caller, with a deadline for each.
     *
     * @param call the id of the call's key
     * @throws RefusedException when an outcome could not be had; what was cancelled stays so
     */
    public void run(Filter filter, UUID call, String actor, Told told) {
        for (int partition = 0; partition < payouts.queues().size(); partition++) {
            Sending sending = new Sending(filter, call, actor, told);
            for (int from = 0; from < 256; from++) {
                String digits = HEX.toHexDigits((byte) from);
                onLoop(partition, notes -> CancellationNotes.cancelled(notes, call, digits))
                        .orElse(List.of())
                        .forEach(before -> sending.send(before.account(), before.withdrawal()));
            }
            sending.finish();
            PayoutQueue queue = payouts.queue(partition);
            List<Payout> page = queue.held(filter::finds, -1, PAGE);
            while (!page.isEmpty()) {
                page.forEach(payout -> sending.send(payout.account(), payout.id()));
                page = queue.held(filter::finds, page.getLast().order(), PAGE);
            }
            sending.finish();
        }
    }

    /** Empty where nothing was noted in the partition yet. */
    private <T> Optional<T> onLoop(int partition, Function<IndexNotes, T> read) {
        return await(
                writers.of(partition)
                        .submit(
                                () ->
                                        CompletableFuture.completedFuture(
                                                payouts.notes(partition).map(read))));
    }

    private <T> T await(CompletableFuture<T> future) {
        try {
            return future.get(deadline.toNanos(), TimeUnit.NANOSECONDS);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed);
        } catch (TimeoutException late) {
            throw new RefusedException(
                    ErrorCode.OUTCOME_UNKNOWN,
                    "Not all is decided yet. The same request with the same key goes on.");
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new RefusedException(ErrorCode.OUTCOME_UNKNOWN, "The node is stopping.");
        }
    }

    /** Sends in order, so many at a time, and tells the outcomes in that order. */
    private final class Sending {

        private record Sent(
                CancelWithdrawal command,
                CommandHeader header,
                CompletableFuture<CommandOutcome> outcome) {}

        private final Filter filter;
        private final UUID call;
        private final String actor;
        private final String hash;
        private final Told told;
        private final Deque<Sent> inFlight = new ArrayDeque<>();

        Sending(Filter filter, UUID call, String actor, Told told) {
            this.filter = filter;
            this.call = call;
            this.actor = actor;
            this.hash = filter.hash();
            this.told = told;
        }

        void send(AccountId account, WithdrawalId withdrawal) {
            while (inFlight.size() >= IN_FLIGHT) {
                tellFirst();
            }
            CancelWithdrawal command = new CancelWithdrawal(account, withdrawal, filter.reason());
            CommandHeader header =
                    new CommandHeader(
                            RandomIds.next(),
                            actor,
                            Optional.of(new CancellationKey(call, hash, withdrawal).of(account)),
                            clock.instant().truncatedTo(ChronoUnit.MICROS));
            inFlight.add(new Sent(command, header, commands.send(command, header)));
        }

        void finish() {
            while (!inFlight.isEmpty()) {
                tellFirst();
            }
        }

        private void tellFirst() {
            Sent first = inFlight.remove();
            told.outcome(
                    first.command().accountId(), first.command().withdrawalId(), outcome(first));
        }

        /** Where the partition has no room, it is sent again once it may have. */
        private CommandOutcome outcome(Sent sent) {
            long until = System.nanoTime() + deadline.toNanos();
            CompletableFuture<CommandOutcome> outcome = sent.outcome();
            while (true) {
                try {
                    return await(outcome);
                } catch (TooManyInFlightException full) {
                    if (System.nanoTime() - until >= 0) {
                        throw full;
                    }
                    LockSupport.parkNanos(WHILE_FULL_NANOS);
                    outcome = commands.send(sent.command(), sent.header());
                }
            }
        }
    }
}
