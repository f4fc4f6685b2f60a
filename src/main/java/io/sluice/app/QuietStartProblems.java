package io.sluice.app;

import org.springframework.boot.SpringBootExceptionReporter;

/**
 * Keeps Spring Boot from printing a report of its own about a {@link StartProblem}; the command
 * line tells it. Named in {@code META-INF/spring.factories}.
 */
final class QuietStartProblems implements SpringBootExceptionReporter {

    @Override
    public boolean reportException(Throwable failure) {
        return StartProblem.within(failure).isPresent();
    }
}
