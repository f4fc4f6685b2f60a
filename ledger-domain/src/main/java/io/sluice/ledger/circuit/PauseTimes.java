package io.sluice.ledger.circuit;

import io.sluice.ledger.event.LedgerEvent;
import io.sluice.ledger.event.LedgerEvent.AccountEvent;
import io.sluice.ledger.event.LedgerEvent.ExtensionDecided;
import io.sluice.ledger.event.LedgerEvent.PauseExtended;
import io.sluice.ledger.event.LedgerEvent.PauseOpened;
import io.sluice.ledger.event.LedgerEvent.PauseResumed;
import io.sluice.ledger.event.LedgerEvent.ResumptionAsked;
import io.sluice.ledger.event.LedgerEvent.ResumptionDecided;
import io.sluice.ledger.id.PauseId;
import io.sluice.ledger.money.Asset;
import io.sluice.ledger.money.Network;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * When pauses began and ended in one partition, by the times of the entries that opened and resumed
 * them there: what the clock of an expiry goes by. As in {@link CircuitState}, the first event of a
 * kind stands, and a pause that was resumed before it was opened never was.
 */
public final class PauseTimes {

    private static final PauseTimes INITIAL =
            new PauseTimes(GrowingMap.empty(), GrowingMap.empty());

    private record Span(Scope scope, Instant from, Optional<Instant> until) {

        boolean isOverBefore(Instant instant) {
            return until.filter(instant::isAfter).isPresent();
        }
    }

    private final GrowingMap<PauseId, Span> spans;

    /** When each pause that was resumed was so for the first time. */
    private final GrowingMap<PauseId, Instant> resumed;

    private PauseTimes(GrowingMap<PauseId, Span> spans, GrowingMap<PauseId, Instant> resumed) {
        this.spans = spans;
        this.resumed = resumed;
    }

    public static PauseTimes initial() {
        return INITIAL;
    }

    /**
     * The state after the event; events that are not the circuit's change nothing.
     *
     * @param entryTime the time of the event's entry
     */
    public PauseTimes evolve(LedgerEvent event, Instant entryTime) {
        return switch (event) {
            case PauseOpened e ->
                    resumed.has(e.pauseId())
                            ? this
                            : new PauseTimes(
                                    spans.withIfAbsent(
                                            e.pauseId(),
                                            new Span(e.scope(), entryTime, Optional.empty())),
                                    resumed);
            case PauseResumed e -> ended(e.pauseId(), entryTime);
            case ResumptionAsked _,
                    ResumptionDecided _,
                    ExtensionDecided _,
                    PauseExtended _,
                    AccountEvent _ ->
                    this;
        };
    }

    private PauseTimes ended(PauseId id, Instant at) {
        if (resumed.has(id)) {
            return this;
        }
        return new PauseTimes(
                spans.get(id)
                        .map(span -> new Span(span.scope(), span.from(), Optional.of(at)))
                        .map(span -> spans.with(id, span))
                        .orElse(spans),
                resumed.with(id, at));
    }

    /**
     * The instant by which so much time has passed during which no pause covered the asset on the
     * network.
     *
     * @param from where it begins to pass
     * @param at a pause that is in force goes on until then, and is taken to end there
     */
    public Instant after(
            Duration uncovered, Asset asset, Network network, Instant from, Instant at) {
        List<Span> covering =
                spans.values()
                        .filter(span -> !span.isOverBefore(from))
                        .filter(span -> span.scope().covers(asset, network))
                        .sorted(Comparator.comparing(Span::from))
                        .toList();
        Duration left = uncovered;
        Instant reached = from;
        for (Span span : covering) {
            Instant begin = later(span.from(), reached);
            Duration passed = Duration.between(reached, begin);
            if (passed.compareTo(left) >= 0) {
                break;
            }
            left = left.minus(passed);
            reached = later(begin, span.until().orElse(at));
        }
        return reached.plus(left);
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
