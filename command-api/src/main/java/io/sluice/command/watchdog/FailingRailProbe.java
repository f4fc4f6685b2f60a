package io.sluice.command.watchdog;

import io.sluice.command.payout.RailHealth;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/** Whether too many of a rail's outcomes are failures or unknown, or its breaker is open. */
public final class FailingRailProbe implements Probe {

    private final List<RailHealth> rails;
    private final WatchdogSettings.RailWindow window;
    private final long thresholdPercent;
    private final Clock clock;

    public FailingRailProbe(
            List<RailHealth> rails,
            WatchdogSettings.RailWindow window,
            CauseSettings settings,
            Clock clock) {
        this.rails = List.copyOf(rails);
        this.window = window;
        this.thresholdPercent = settings.threshold();
        this.clock = clock;
    }

    @Override
    public Finding look() {
        Instant since = clock.instant().minus(window.length());
        String failing =
                rails.stream()
                        .flatMap(rail -> rail.readings(since).stream())
                        .filter(this::isFailing)
                        .map(this::tell)
                        .collect(Collectors.joining("; "));
        return failing.isEmpty() ? Finding.NOTHING : Finding.of(failing);
    }

    private boolean isFailing(RailHealth.Reading rail) {
        boolean tooMany =
                rail.outcomes() >= window.atLeast()
                        && bad(rail) * 100 >= thresholdPercent * rail.outcomes();
        return rail.breakerOpen() || tooMany;
    }

    private static long bad(RailHealth.Reading rail) {
        return rail.failed() + rail.unknown();
    }

    private String tell(RailHealth.Reading rail) {
        return "%s: %d failed and %d unknown of %d outcomes in %d s%s (threshold %d %% of at least %d)"
                .formatted(
                        rail.rail(),
                        rail.failed(),
                        rail.unknown(),
                        rail.outcomes(),
                        window.length().toSeconds(),
                        rail.breakerOpen() ? ", its breaker is open" : "",
                        thresholdPercent,
                        window.atLeast());
    }
}
