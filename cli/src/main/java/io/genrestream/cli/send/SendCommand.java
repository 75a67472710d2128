package io.genrestream.cli.send;

import io.genrestream.analysis.library.MusicLibrary;
import io.genrestream.cli.FolderOptions;
import io.genrestream.cli.MusicArguments;
import io.genrestream.cli.connect.ConnectionOptions;
import io.genrestream.cli.connect.IngestOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "send",
        mixinStandardHelpOptions = true,
        description = "Uploads music and prints its genre.",
        footer = {
            "",
            "Examples:",
            "  genrestream send song.mp3",
            "  genrestream send ~/Music --json > genres.jsonl",
            "  genrestream send --url https://radio.example/live.mp3",
            "",
            "Exit status: 0 every file has a result; 1 some failed; 2 the command was not understood."
        })
public final class SendCommand implements Callable<Integer> {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private IngestOption ingest;

    @Parameters(arity = "0..*", paramLabel = MusicArguments.LABEL, description = MusicArguments.DESCRIPTION)
    private List<Path> named = List.of();

    @Mixin
    private FolderOptions folders;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "Follow this live source instead of files, and print its results until Ctrl-C.")
    private String url;

    @Option(names = "--json", description = "Print one JSON object a line for each track when it is final.")
    private boolean json;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "4",
            description = "Files that are uploaded at once (default: ${DEFAULT-VALUE}).")
    private int parallel;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long a final result may take after its upload (default: ${DEFAULT-VALUE} s).")
    private int timeoutSeconds;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException, ExecutionException {
        if (named.isEmpty() == (url == null)) {
            throw new ParameterException(spec.commandLine(), "Give files of music, or a live source with --url.");
        }
        if (parallel < 1) {
            throw new ParameterException(spec.commandLine(), "--parallel must be 1 or more");
        }
        return url == null
                ? sendFiles()
                : new LiveSending(options.connect(), ingest.of(options), spec.commandLine(), json).follow(url);
    }

    private int sendFiles() throws InterruptedException, ExecutionException {
        MusicLibrary music = folders.find(named, spec.commandLine().getErr(), options.quiet());
        SendResultPrinter printer = new SendResultPrinter(
                spec.commandLine().getOut(),
                json,
                spec.commandLine().getColorScheme().ansi());
        music.problems().stream().map(SendResult.Failed::of).forEach(printer::print);
        if (music.files().isEmpty()) {
            return 1;
        }
        boolean watched = !json && !options.quiet() && onTerminal();
        try (SendSession session =
                new SendSession(options.connect(), ingest.of(options), parallel, Duration.ofSeconds(timeoutSeconds))) {
            boolean good = session.send(music.files(), new ProgressBoard(System.err, watched, printer)).stream()
                    .allMatch(SendResult.Classified.class::isInstance);
            return good && music.problems().isEmpty() ? 0 : 1;
        }
    }

    private static boolean onTerminal() {
        return System.console() != null && System.console().isTerminal();
    }
}
