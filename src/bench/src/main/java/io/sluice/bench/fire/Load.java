package io.sluice.bench.fire;

import io.sluice.bench.Deadlines;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Withdrawals over HTTP, each with a key of its own, spread over accounts and lanes in turn. Never
 * more are undecided than the bound says. Every answer is looked at: one that is neither an
 * acknowledgement nor a refusal by a pause is a violation.
 */
final class Load {

    private static final Duration DECIDED_WITHIN = Duration.ofMinutes(7);
    private static final Duration ROOM_WITHIN = Duration.ofMinutes(4);

    /** Of each asset, in whole units, to each account. */
    static final String DEPOSIT = "1000000000";

    private static final String ID = "\"withdrawalId\":\"";
    private static final int ID_LENGTH = 36;
    private static final int FUNDED_AT_ONCE = 64;
    private static final double NANOS = 1e9;

    private final Client client;
    private final Figures figures;
    private final String name;
    private final int accounts;
    private final AtomicLong numbers = new AtomicLong();
    private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
    private final LongAdder refused = new LongAdder();

    /**
     * @param name of this run, in accounts and keys
     */
    Load(Client client, Figures figures, String name, int accounts) {
        this.client = client;
        this.figures = figures;
        this.name = name;
        this.accounts = accounts;
    }

    /** Opens the accounts, each with more of everything than it will ever spend. */
    void fund() {
        each(accounts, this::open);
        each(accounts, a -> deposit(a, "BTC"));
        each(accounts, a -> deposit(a, "ETH"));
        each(accounts, a -> deposit(a, "USDT"));
        each(accounts, a -> deposit(a, "USDC"));
        each(accounts, a -> deposit(a, "EUR"));
    }

    private interface Asked {
        CompletableFuture<Answer> ask(int number);
    }

    private void each(int times, Asked asked) {
        Semaphore room = new Semaphore(FUNDED_AT_ONCE);
        CompletableFuture<?>[] all =
                IntStream.range(0, times)
                        .mapToObj(
                                number -> {
                                    take(room);
                                    return asked.ask(number)
                                            .thenAccept(Load::requireCreated)
                                            .whenComplete((_, _) -> room.release());
                                })
                        .toArray(CompletableFuture<?>[]::new);
        CompletableFuture.allOf(all).orTimeout(ROOM_WITHIN.toSeconds(), TimeUnit.SECONDS).join();
    }

    private static void requireCreated(Answer answer) {
        if (answer.status() != Answer.CREATED) {
            throw new IllegalStateException(answer.toString());
        }
    }

    private CompletableFuture<Answer> open(int account) {
        return client.post(
                "/v1/accounts",
                "open-" + account(account),
                "{\"accountId\":\"%s\"}".formatted(account(account)));
    }

    private CompletableFuture<Answer> deposit(int account, String asset) {
        return client.post(
                "/v1/accounts/" + account(account) + "/deposits",
                "deposit-" + asset + "-" + account(account),
                "{\"asset\":\"%s\",\"amount\":\"%s\",\"reference\":\"first\"}"
                        .formatted(asset, DEPOSIT));
    }

    String account(int number) {
        return name + "-" + number;
    }

    int accounts() {
        return accounts;
    }

    /** Its answer, or nothing where none came; what is wrong with it is noted. */
    private CompletableFuture<?> withdraw() {
        long number = numbers.getAndIncrement();
        Lane lane = Lane.inTurn(number);
        int account = (int) (number / Lane.COUNT % accounts);
        return client.post(
                        "/v1/accounts/" + account(account) + "/withdrawals",
                        name + "-" + number,
                        lane.request())
                .handle(
                        (answer, failure) -> {
                            note(number, answer, failure);
                            return null;
                        });
    }

    private void note(long number, @Nullable Answer answer, @Nullable Throwable failure) {
        if (answer == null) {
            figures.violated("withdrawal " + number + " is not decided: " + failure);
            return;
        }
        switch (answer.status()) {
            case Answer.CREATED, Answer.ACCEPTED -> acknowledged.add(id(answer.body()));
            case Answer.CONFLICT -> {
                refused.increment();
                if (!answer.body().contains("\"withdrawals-paused\"")) {
                    figures.violated("withdrawal " + number + " was answered: " + answer);
                }
            }
            default -> figures.violated("withdrawal " + number + " was answered: " + answer);
        }
    }

    /** Found without parsing, which would take a share of what is measured. */
    private static UUID id(String body) {
        int from = body.indexOf(ID) + ID.length();
        return UUID.fromString(body.substring(from, from + ID_LENGTH));
    }

    /** A closed loop for that long, then what is left of it. */
    double maximum(int inFlight, Duration warmUp, Duration window) {
        Running running = new Running(inFlight);
        Thread driver = Thread.ofPlatform().name("load").start(() -> running.issue(() -> false, 0));
        Deadlines.pass(warmUp);
        long before = acknowledged.size();
        long begin = System.nanoTime();
        Deadlines.pass(window);
        double perSecond = (acknowledged.size() - before) * NANOS / (System.nanoTime() - begin);
        running.stop(driver);
        return perSecond;
    }

    /** So many, as quickly as they go. */
    void request(int count, int inFlight) {
        long end = numbers.get() + count;
        Running running = new Running(inFlight);
        running.issue(() -> numbers.get() >= end, 0);
        running.settle();
    }

    /** Open: at that rate whatever becomes of them, until it is closed. */
    Open at(double perSecond, int mostInFlight) {
        Running running = new Running(mostInFlight);
        Thread driver =
                Thread.ofPlatform()
                        .name("load")
                        .start(() -> running.issue(() -> false, (long) (NANOS / perSecond)));
        return () -> running.stop(driver);
    }

    /** A load that runs. */
    interface Open extends AutoCloseable {
        /** Returns once everything that was issued is decided. */
        @Override
        void close();
    }

    private static void take(Semaphore room) {
        try {
            if (!room.tryAcquire(ROOM_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("nothing is decided within " + ROOM_WITHIN);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        }
    }

    /** One loop that issues. */
    private final class Running {

        private final int most;
        private final Semaphore room;
        private volatile boolean stopped;

        Running(int most) {
            this.most = most;
            this.room = new Semaphore(most);
        }

        /**
         * @param gapNanos between two; where there was no room for some time, those are left out
         */
        private void issue(BooleanSupplier done, long gapNanos) {
            long due = System.nanoTime();
            while (!stopped && !done.getAsBoolean()) {
                boolean waited = !room.tryAcquire();
                if (waited) {
                    take(room);
                }
                long now = System.nanoTime();
                due = waited ? now : due + gapNanos;
                while (due - now > 0) {
                    LockSupport.parkNanos(due - now);
                    now = System.nanoTime();
                }
                var _ = withdraw().whenComplete((_, _) -> room.release());
            }
        }

        private void settle() {
            Deadlines.await(
                    "the load is decided", DECIDED_WITHIN, () -> room.availablePermits() == most);
        }

        private void stop(Thread driver) {
            stopped = true;
            try {
                if (!driver.join(DECIDED_WITHIN)) {
                    throw new IllegalStateException("the load does not end");
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted", interrupted);
            }
            settle();
        }
    }

    /** All that were answered with 201 or 202. */
    Set<UUID> acknowledged() {
        return acknowledged;
    }

    /** How many a pause refused. */
    long refused() {
        return refused.sum();
    }
}
