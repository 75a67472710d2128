package io.genrestream.cli;

import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.source.SourceRefusal;
import io.genrestream.decoding.DecodingException;
import io.genrestream.embedded.EmbeddedException;
import io.genrestream.registry.RegistryRefusedException;
import io.genrestream.registry.RegistryUnavailableException;
import io.genrestream.scoring.ModelException;
import io.genrestream.topic.TopicMismatchException;
import io.genrestream.topic.WindowTooLargeException;
import java.util.Optional;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * One line for what went wrong; the stack trace only where {@code -v} was given. A file's name that was taken for an
 * option, or that Java tells, does not move the cursor.
 */
final class ErrorPrinter implements IExecutionExceptionHandler, IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException problem, String[] arguments) {
        CommandLine command = problem.getCommandLine();
        String text = PathText.printable(problem.getMessage());
        command.getErr().println(command.getColorScheme().errorText(text));
        if (!UnmatchedArgumentException.printSuggestions(problem, command.getErr())) {
            command.usage(command.getErr(), command.getColorScheme());
        }
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Override
    public int handleExecutionException(Exception problem, CommandLine command, ParseResult parsed) {
        Optional<String> expected = expected(problem);
        command.getErr()
                .println(command.getColorScheme()
                        .errorText(expected.orElseGet(() -> PathText.printable(problem.toString()))));
        if (parsed.hasMatchedOption("-v")) {
            problem.printStackTrace(command.getErr());
        } else if (expected.isEmpty()) {
            command.getErr().println("Run it again with -v to see where this comes from.");
        }
        return CommandLine.ExitCode.SOFTWARE;
    }

    private static Optional<String> expected(Exception problem) {
        return switch (problem) {
            case CommandFailure failure -> Optional.of(failure.code() + ": " + failure.getMessage());
            case SourceRefusal failure -> Optional.of(failure.code() + ": " + PathText.printable(failure.getMessage()));
            case EmbeddedException failure -> Optional.of(failure.code() + ": " + failure.getMessage());
            case ModelException failure -> Optional.of(failure.code() + ": " + failure.getMessage());
            case DecodingException failure -> Optional.of(failure.code() + ": " + failure.getMessage());
            // These carry their code in the message.
            case TopicMismatchException failure -> Optional.of(failure.getMessage());
            case WindowTooLargeException failure -> Optional.of(failure.getMessage());
            case RegistryUnavailableException failure -> Optional.of(failure.getMessage());
            case RegistryRefusedException failure -> Optional.of(failure.getMessage());
            case KafkaException failure ->
                Optional.of(CliError.KAFKA_UNAVAILABLE + ": "
                        + CliError.KAFKA_UNAVAILABLE.sentence(
                                failure.getCause() == null
                                        ? failure.toString()
                                        : failure.getCause().toString()));
            default -> Optional.empty();
        };
    }
}
