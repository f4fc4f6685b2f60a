package io.sluice.projection.query;

import io.sluice.log.LedgerReader;
import io.sluice.log.LogPosition;
import io.sluice.projection.LossAlarm;
import io.sluice.projection.stream.ProjectionProgress;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;

/**
 * Makes a read wait for what its caller has seen already: {@code at-least} positions, each checked
 * against the chain first. The processor of this node wakes the waiting; another node's progress is
 * seen by looking into PostgreSQL a few times a second.
 */
final class Freshness {

    private static final int MOST_WAITING = 64;
    private static final Duration FIRST_LOOK = Duration.ofMillis(50);
    private static final Duration LATER_LOOKS = Duration.ofMillis(250);

    private final LedgerReader ledger;
    private final ProjectionProgress progress;
    private final ReadDatabase database;
    private final LossAlarm alarm;
    private final Semaphore waiting = new Semaphore(MOST_WAITING);

    Freshness(
            LedgerReader ledger,
            ProjectionProgress progress,
            ReadDatabase database,
            LossAlarm alarm) {
        this.ledger = ledger;
        this.progress = progress;
        this.database = database;
        this.alarm = alarm;
    }

    /**
     * @param positions that the answer must contain
     * @param patience how long it may take
     */
    record Demand(List<LogPosition> positions, Duration patience) {

        static final String AT_LEAST = "at-least";
        static final String WAIT = "wait";

        /** The patience alone: positions are validated later, as the order of refusals has it. */
        static Duration patienceOf(QueryParameters parameters) {
            return Duration.ofSeconds(parameters.number(WAIT, 0, 30, 5));
        }
    }

    /** Reads and validates the demand. */
    Demand demand(QueryParameters parameters) {
        Duration patience = Demand.patienceOf(parameters);
        List<LogPosition> positions =
                parameters.all(Demand.AT_LEAST).stream().map(this::valid).toList();
        return new Demand(positions, patience);
    }

    private LogPosition valid(String text) {
        LogPosition position =
                LogPosition.parse(text)
                        .orElseThrow(() -> Refusals.invalidPosition(shortened(text)));
        switch (ledger.standing(position)) {
            case IN_CHAIN, NOT_YET_READ -> {}
            case FAR_BEYOND, INVALID -> throw Refusals.invalidPosition(text);
            case NOT_IN_CHAIN -> {
                alarm.raise(position);
                throw Refusals.invalidPosition(text);
            }
        }
        return position;
    }

    /** Until this node has read all positions; for answers that come from the owner. */
    void awaitRead(Demand demand) {
        long deadline = System.nanoTime() + demand.patience().toNanos();
        for (LogPosition position : demand.positions()) {
            if (ledger.nextSequenceAfter(position).isEmpty()) {
                waitingAs(position, () -> awaitRead(position, deadline));
            }
        }
    }

    /** Until PostgreSQL has all positions. */
    void awaitProjected(Demand demand) throws ProjectionUnavailableException {
        long deadline = System.nanoTime() + demand.patience().toNanos();
        for (LogPosition position : demand.positions()) {
            OptionalLong next = ledger.nextSequenceAfter(position);
            if (next.isEmpty() || progress.nextSequence(position.partition()) < next.getAsLong()) {
                waitingAs(position, () -> awaitProjected(position, deadline));
            }
        }
    }

    private interface Waiting<E extends Exception> {
        void await() throws E, InterruptedException;
    }

    /** Waiting holds a request's thread, so only so many may. */
    private <E extends Exception> void waitingAs(LogPosition position, Waiting<E> body) throws E {
        if (!waiting.tryAcquire()) {
            throw Refusals.notYetVisible(position.toString());
        }
        try {
            body.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw Refusals.notYetVisible(position.toString());
        } finally {
            waiting.release();
        }
    }

    private long awaitRead(LogPosition position, long deadline) throws InterruptedException {
        while (true) {
            OptionalLong next = ledger.nextSequenceAfter(position);
            if (next.isPresent()) {
                return next.getAsLong();
            }
            // It may have turned out to be no position at all.
            LogPosition still = valid(position.toString());
            Duration left = left(position, deadline);
            progress.await(still.partition(), Long.MAX_VALUE, shorter(left, FIRST_LOOK));
        }
    }

    private void awaitProjected(LogPosition position, long deadline)
            throws ProjectionUnavailableException, InterruptedException {
        long next = awaitRead(position, deadline);
        Duration look = FIRST_LOOK;
        while (!progress.await(
                position.partition(), next, shorter(left(position, deadline), look))) {
            look = LATER_LOOKS;
            progress.advance(database.read(Freshness::positions));
        }
    }

    private static Duration left(LogPosition position, long deadline) {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (left.isNegative()) {
            throw Refusals.notYetVisible(position.toString());
        }
        return left;
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static Map<Integer, Long> positions(Connection connection) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement(
                                "SELECT partition, next_sequence FROM sluice.projection_position");
                ResultSet rows = statement.executeQuery()) {
            Map<Integer, Long> next = new HashMap<>();
            while (rows.next()) {
                next.put(rows.getInt(1), rows.getLong(2));
            }
            return next;
        }
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40);
    }
}
