package io.sluice.command.payout;

import io.sluice.ledger.id.WithdrawalId;
import io.sluice.ledger.withdrawal.ExpiryClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * When to look at which withdrawal whether its time is up. The time to look is never after its end,
 * and where pauses moved the end it is found out by looking: then the next look is set, so that a
 * look costs by what is due and not by what waits. Not thread-safe.
 */
final class Expiries {

    /** What was found due is offered again after so long, should nobody have taken it. */
    private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

    private record Look(Instant at, Payout payout) {
        private static final Comparator<Look> ORDER =
                Comparator.comparing(Look::at).thenComparing(look -> look.payout().id().value());
    }

    private final TreeSet<Look> looks = new TreeSet<>(Look.ORDER);
    private final Map<WithdrawalId, Look> byId = new HashMap<>();

    /** What is released never expires. */
    void keep(Payout payout) {
        if (!payout.isLeaving()) {
            payout.request().expiresAt().ifPresent(end -> set(new Look(end, payout)));
        }
    }

    void forget(WithdrawalId id) {
        Look look = byId.remove(id);
        if (look != null) {
            looks.remove(look);
        }
    }

    private void set(Look look) {
        forget(look.payout().id());
        looks.add(look);
        byId.put(look.payout().id(), look);
    }

    /** At most so many whose time is up. */
    List<Payout> due(ExpiryClock clock, int most) {
        List<Payout> due = new ArrayList<>();
        while (due.size() < most && !looks.isEmpty() && !looks.first().at().isAfter(clock.at())) {
            Payout payout = looks.first().payout();
            Instant again = clock.at().plus(AGAIN_AFTER);
            Instant end = clock.end(payout.terms()).orElseThrow();
            if (end.isAfter(clock.at())) {
                set(new Look(end.isAfter(again) ? end : again, payout));
            } else {
                due.add(payout);
                set(new Look(again, payout));
            }
        }
        return due;
    }
}
