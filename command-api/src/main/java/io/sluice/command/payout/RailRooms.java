package io.sluice.command.payout;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How much may be released to each rail: what it would take, less what is being released to it and
 * not handed yet. One for all partitions, whose releasers ask on one thread.
 */
final class RailRooms {

    private final Rails rails;
    private final Map<String, AtomicInteger> onTheWay = new ConcurrentHashMap<>();

    RailRooms(Rails rails) {
        this.rails = rails;
    }

    /** Whether nothing may be released to the lane's rail now. */
    boolean isShut(Lane lane) {
        return rails.of(lane).map(rail -> left(rail) <= 0).orElse(true);
    }

    private int left(Rail rail) {
        return rail.room() - onTheWay(rail).get();
    }

    private AtomicInteger onTheWay(Rail rail) {
        return onTheWay.computeIfAbsent(rail.terms().name(), name -> new AtomicInteger());
    }

    /** One that is about to be released, with its rail. */
    record Bound(Payout payout, Rail rail) {}

    /** Takes room for those that fit, in order. */
    List<Bound> take(List<Payout> chosen) {
        List<Bound> bound = new ArrayList<>();
        for (Payout payout : chosen) {
            rails.of(payout.lane())
                    .filter(rail -> left(rail) > 0)
                    .ifPresent(
                            rail -> {
                                onTheWay(rail).incrementAndGet();
                                bound.add(new Bound(payout, rail));
                            });
        }
        return bound;
    }

    /** Once they are handed, and count among what the rail has, or were not released. */
    void giveBack(List<Bound> bound) {
        bound.forEach(one -> onTheWay(one.rail()).decrementAndGet());
    }
}
