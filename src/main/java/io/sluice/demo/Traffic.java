package io.sluice.demo;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Customers who ask for withdrawals at a steady rate, whatever the node answers. Each stays with
 * its request, under the same key, until it knows how it ended.
 */
final class Traffic implements AutoCloseable {

    /** Whoever comes when so many wait is not let in, and has asked for nothing. */
    private static final int MOST_WAITING = 2_000;

    private static final Duration ASK_AGAIN = Duration.ofMillis(500);

    private final NodeApi api;
    private final Customers customers;
    private final Book book;
    private final Curtain curtain;
    private final Semaphore room = new Semaphore(MOST_WAITING);
    private final ScheduledExecutorService clock =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("demo-traffic").factory());

    Traffic(NodeApi api, Customers customers, Book book, Curtain curtain) {
        this.api = api;
        this.customers = customers;
        this.book = book;
        this.curtain = curtain;
    }

    void start(int perSecond) {
        long nanos = TimeUnit.SECONDS.toNanos(1) / perSecond;
        var _ = clock.scheduleAtFixedRate(this::one, 0, nanos, TimeUnit.NANOSECONDS);
    }

    private void one() {
        if (!curtain.isFallen() && room.tryAcquire()) {
            Order order = customers.next();
            book.asked();
            var _ =
                    Thread.ofVirtual()
                            .start(
                                    () -> {
                                        try {
                                            stayWith(order);
                                        } finally {
                                            room.release();
                                        }
                                    });
        }
    }

    private void stayWith(Order order) {
        do {
            Optional<Answer> answer =
                    api.post(
                            Person.EXCHANGE,
                            "/v1/accounts/" + order.account() + "/withdrawals",
                            order.key(),
                            customers.body(order));
            if (answer.isPresent() && !answer.get().tellsToAskAgain()) {
                known(order, answer.get());
                return;
            }
            book.repeated();
        } while (curtain.pass(ASK_AGAIN));
    }

    private void known(Order order, Answer answer) {
        if (answer.accepted()) {
            book.acknowledged(answer.text("withdrawalId"), order, answer.text("position"));
        } else {
            book.refused(answer.code());
        }
    }

    /** Nobody asks for anything new; whoever waits goes on. */
    void stop() {
        clock.shutdownNow();
    }

    @Override
    public void close() {
        stop();
    }
}
