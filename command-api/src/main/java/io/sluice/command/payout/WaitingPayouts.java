package io.sluice.command.payout;

import io.sluice.ledger.circuit.Scope;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Those that are queued, held or not: lane by lane, in each in the order of their requests. Guarded
 * by its queue.
 */
final class WaitingPayouts {

    private final Map<Lane, TreeMap<Long, Payout>> lanes = new TreeMap<>(Lane.ORDER);

    /** Adds it, or replaces what was known of it. */
    void keep(Payout payout) {
        lanes.computeIfAbsent(payout.lane(), lane -> new TreeMap<>()).put(payout.order(), payout);
    }

    void forget(Payout payout) {
        TreeMap<Long, Payout> lane = lanes.get(payout.lane());
        if (lane != null) {
            lane.remove(payout.order());
        }
    }

    Stream<Payout> all() {
        return lanes.values().stream().flatMap(lane -> lane.values().stream());
    }

    Stream<Payout> in(Scope scope) {
        return lanes.entrySet().stream()
                .filter(lane -> scope.covers(lane.getKey().asset(), lane.getKey().network()))
                .flatMap(lane -> lane.getValue().values().stream());
    }

    /**
     * Those that match, in the order of their requests over all lanes.
     *
     * @param after the order of the last that was seen; -1 before the first
     */
    List<Payout> after(long after, Predicate<Payout> matches, int most) {
        return lanes.values().stream()
                .flatMap(
                        lane ->
                                lane.tailMap(after, false).values().stream()
                                        .filter(matches)
                                        .limit(most))
                .sorted(Comparator.comparing(Payout::order))
                .limit(most)
                .toList();
    }

    /** What becomes of one whose turn it is. */
    enum Turn {
        GOES,

        /** It stays, and whoever is behind it may go. */
        SKIPPED,

        /** It stays, and so do all that are behind it in its lane. */
        WAITS
    }

    /** Asked once for each, in order. */
    @FunctionalInterface
    interface Turns {
        Turn of(Payout payout);
    }

    /**
     * The next to go, in the order of their requests over all lanes that are open.
     *
     * @param isOpen whether anything of the lane may go
     */
    List<Payout> next(int most, Predicate<Lane> isOpen, Turns turns) {
        PriorityQueue<Head> heads = new PriorityQueue<>(Comparator.comparing(Head::order));
        lanes.forEach(
                (lane, payouts) -> {
                    if (!payouts.isEmpty() && isOpen.test(lane)) {
                        Head.of(payouts.values().iterator()).ifPresent(heads::add);
                    }
                });
        List<Payout> chosen = new ArrayList<>();
        while (!heads.isEmpty() && chosen.size() < most) {
            Head head = heads.remove();
            Turn turn = turns.of(head.first());
            if (turn == Turn.GOES) {
                chosen.add(head.first());
            }
            if (turn != Turn.WAITS) {
                Head.of(head.rest()).ifPresent(heads::add);
            }
        }
        return chosen;
    }

    /** The first of a lane that was not looked at yet. */
    private record Head(Payout first, Iterator<Payout> rest) {
        static Optional<Head> of(Iterator<Payout> payouts) {
            return payouts.hasNext()
                    ? Optional.of(new Head(payouts.next(), payouts))
                    : Optional.empty();
        }

        long order() {
            return first.order();
        }
    }
}
