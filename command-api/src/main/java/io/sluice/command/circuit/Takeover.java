package io.sluice.command.circuit;

import io.sluice.command.slice.ReleaseGate;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import io.sluice.ledger.refusal.ErrorCode;
import io.sluice.ledger.refusal.RefusedException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fails closed: a node that took partitions over and cannot read what another one says of the
 * circuit may not know of a pause, so it releases nothing until it has read all of them, or an
 * operator overrides. Deposits, requests and reads go on. An override is this life's alone: the
 * next takeover fails closed again. Thread-safe.
 */
public final class Takeover implements ReleaseGate {

    private static final Logger LOG = LoggerFactory.getLogger(Takeover.class);

    /** A start takes its time; what takes longer is for a person. */
    private static final Duration ALARM_AFTER = Duration.ofSeconds(10);

    private final CaughtUp caughtUp;
    private final CircuitBoard board;
    private final Clock clock;
    private final long sinceNanos = System.nanoTime();
    private volatile boolean read;
    private volatile @Nullable Overruled overruled;
    private boolean alarmed;

    /** Who let withdrawals go although partitions were not read, when and why. */
    public record Overruled(List<Integer> unread, String reason, String by, Instant at) {}

    Takeover(CaughtUp caughtUp, CircuitBoard board, Clock clock) {
        this.caughtUp = caughtUp;
        this.board = board;
        this.clock = clock;
    }

    /** Partitions that were not read yet; once empty, it stays so in this life. */
    public List<Integer> unread() {
        if (read) {
            return List.of();
        }
        List<Integer> missing = caughtUp.missing();
        read = missing.isEmpty();
        return missing;
    }

    /** Whether withdrawals are held because of it. */
    public boolean holds() {
        return !read && overruled == null && !unread().isEmpty();
    }

    public Optional<Overruled> overruled() {
        return Optional.ofNullable(overruled);
    }

    /**
     * Lets withdrawals go without what the unread partitions say; asked again, the first answer
     * stands.
     *
     * @throws RefusedException {@code illegal-transition} where nothing is held for want of them
     */
    public synchronized Overruled overrule(String reason, String by) {
        Overruled before = overruled;
        if (before != null) {
            return before;
        }
        List<Integer> unread = unread();
        if (unread.isEmpty()) {
            throw new RefusedException(
                    ErrorCode.ILLEGAL_TRANSITION,
                    "All partitions were read; nothing is held for want of them.");
        }
        Overruled given = new Overruled(unread, reason, by, clock.instant());
        LOG.error("alarm fail-closed-overridden: by {}: partitions {}: {}", by, unread, reason);
        overruled = given;
        return given;
    }

    @Override
    public boolean isShut(Asset asset, Network network) {
        return holds() || board.isOnItsWay(asset, network);
    }

    /** Tells a person where it lasts, and when it is over. */
    synchronized void look() {
        boolean lasts = holds() && System.nanoTime() - sinceNanos > ALARM_AFTER.toNanos();
        if (lasts && !alarmed) {
            alarmed = true;
            LOG.error(
                    "alarm fail-closed: no withdrawal is released, because partitions {} cannot be"
                            + " read and may hold a pause",
                    unread());
        } else if (alarmed && !holds()) {
            alarmed = false;
            LOG.warn("fail-closed is over: withdrawals are released again");
        }
    }
}
