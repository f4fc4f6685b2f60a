package io.sluice.command.payout;

import java.time.Instant;
import java.util.List;

/** Rails that this node leaves alone because they failed too often in a row. */
public record RailBreakers(Rails rails) implements RailHealth {

    @Override
    public List<Reading> readings(Instant since) {
        return rails.tripped().stream()
                .map(name -> new Reading("rail " + name, 0, 0, 0, true))
                .toList();
    }
}
