package io.genrestream.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** One line for what went wrong; the stack trace only where {@code -v} was given. */
final class ErrorPrinter implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
        boolean expected = problem instanceof CommandFailure;
        String sentence = expected ? problem.getMessage() : problem.toString();
        command.getErr().println(command.getColorScheme().errorText(sentence));
        if (parsed.hasMatchedOption("-v")) {
            problem.printStackTrace(command.getErr());
        } else if (!expected) {
            command.getErr().println("Run it again with -v to see where this comes from.");
        }
        return CommandLine.ExitCode.SOFTWARE;
    }
}
