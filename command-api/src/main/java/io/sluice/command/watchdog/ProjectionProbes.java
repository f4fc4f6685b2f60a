package io.sluice.command.watchdog;

/** Looks at PostgreSQL and at how far the projection is. */
public final class ProjectionProbes {

    private ProjectionProbes() {}

    public static Probe database(ProjectionProbe projection) {
        return () -> {
            try {
                projection.askDatabase();
                return Finding.NOTHING;
            } catch (RuntimeException silent) {
                return Finding.of(
                        "PostgreSQL does not answer: "
                                + silent.getMessage()
                                + "; the projection is "
                                + projection.state());
            }
        };
    }

    public static Probe lag(ProjectionProbe projection, CauseSettings settings) {
        return () -> {
            long lag = projection.lagEvents();
            return lag < settings.threshold()
                    ? Finding.NOTHING
                    : Finding.of(
                            "PostgreSQL is "
                                    + lag
                                    + " events behind (threshold "
                                    + settings.threshold()
                                    + "); the projection is "
                                    + projection.state());
        };
    }
}
