package io.sluice.cli;

import io.sluice.app.StartProblem;
import io.sluice.demo.DemoFailure;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** What a person can act on is one line on standard error; what nobody expected keeps its trace. */
final class OneLineOnFailure implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed)
            throws Exception {
        return switch (failure) {
            case NodeUnreachableException unreachable ->
                    report(line, unreachable, ExitCode.UNREACHABLE);
            case StartProblem problem -> report(line, problem, ExitCode.REFUSED);
            case DemoFailure stopped -> report(line, stopped, ExitCode.REFUSED);
            default -> throw failure;
        };
    }

    private static int report(CommandLine line, Exception failure, int status) {
        line.getErr().println("sluice: " + failure.getMessage());
        return status;
    }
}
