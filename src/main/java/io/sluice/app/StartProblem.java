package io.sluice.app;

import io.sluice.command.rail.RailSettingsException;
import io.sluice.command.watchdog.BadWatchdogSettingException;
import java.util.Optional;
import org.slf4j.LoggerFactory;

/**
 * Why a node cannot start, in one line that says what to do. A person's to solve, so it is told
 * without a stack trace.
 */
public final class StartProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartProblem(String message) {
        super(message, null, false, false);
    }

    /** For a failure whose message tells a person enough; the log file gets the rest. */
    static StartProblem because(RuntimeException failure) {
        LoggerFactory.getLogger(StartProblem.class).info("cannot start", failure);
        return new StartProblem(String.valueOf(failure.getMessage()));
    }

    /** The problem that a failure stands for, if one is among its causes. */
    static Optional<StartProblem> within(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof StartProblem problem) {
                return Optional.of(problem);
            }
            if (cause instanceof BadWatchdogSettingException bad) {
                return Optional.of(because(bad));
            }
            if (cause instanceof RailSettingsException wrong) {
                return Optional.of(because(wrong));
            }
        }
        return Optional.empty();
    }
}
