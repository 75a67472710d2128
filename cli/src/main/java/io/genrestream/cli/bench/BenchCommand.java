package io.genrestream.cli.bench;

import io.genrestream.analysis.library.MusicLibrary;
import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.MusicArguments;
import io.genrestream.cli.connect.Connection;
import io.genrestream.cli.connect.ConnectionOptions;
import io.genrestream.cli.connect.IngestOption;
import io.genrestream.cli.send.Outcome;
import io.genrestream.cli.send.SendListener;
import io.genrestream.cli.send.SendSession;
import io.genrestream.embedded.StateDirectory;
import io.genrestream.result.GenreResult;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the system that `up` started: speed, where the time goes, memory, bytes.",
        footer = {
            "",
            "Examples:",
            "  genrestream up --detach && genrestream bench ~/Music",
            "  genrestream bench --offline ~/Music     (the commands that need no Kafka)",
            "  genrestream bench --offline ~/Music --python venv/bin/python   (and librosa: pip install librosa soundfile)",
            "",
            "Figures are of this machine at this moment: compare ratios of one run."
        })
public final class BenchCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @Mixin
    private ConnectionOptions options;

    @Mixin
    private IngestOption ingest;

    @Mixin
    private MusicArguments arguments;

    @Option(names = "--offline", description = "Measure classify, cluster and extract, with one job each.")
    private boolean offline;

    @Option(
            names = "--python",
            paramLabel = "PYTHON",
            description = "With --offline and one folder: an interpreter that has librosa, to compare extract with.")
    private Path python;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "10",
            description = "Tracks that are sent before the measured ones (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "4",
            description = "Files that are uploaded at once (default: ${DEFAULT-VALUE}).")
    private int parallel;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        if (python != null && (!offline || arguments.named().size() > 1)) {
            throw new ParameterException(spec.commandLine(), "--python goes with --offline and one folder");
        }
        if (offline) {
            new OfflineBench(spec.commandLine().getOut(), arguments.named(), Optional.ofNullable(python)).run();
            return 0;
        }
        PrintWriter err = spec.commandLine().getErr();
        MusicLibrary music = arguments.find(err, options.quiet());
        MusicArguments.print(music.problems(), err);
        List<Path> files = music.files();
        if (files.isEmpty()) {
            return 1;
        }
        StateDirectory state = options.state();
        Connection connection = options.connect();
        try (SendSession session = new SendSession(connection, ingest.url(options), parallel, PATIENCE)) {
            session.send(files.stream().limit(warmUp).toList(), new Stopwatch());
            Map<String, PartUsage> usageBefore = PartUsage.of(state);
            Map<String, Long> bytesBefore = TopicBytes.of(connection);
            Duration clientBefore = PartUsage.ownCpu();

            long start = System.nanoTime();
            List<Outcome> outcomes = session.send(files, new Stopwatch());
            Duration wall = Duration.ofNanos(System.nanoTime() - start);

            Duration client = PartUsage.ownCpu().minus(clientBefore);
            Map<String, PartUsage> usage = PartUsage.of(state);
            Map<String, Long> bytes = TopicBytes.of(connection);
            Stopwatch alone = new Stopwatch();
            session.send(files.subList(0, 1), alone);

            BenchReport report = new BenchReport(spec.commandLine().getOut(), seconds(outcomes));
            report.speed(outcomes.size(), wall, alone.firstGenre());
            report.parts(usageBefore, usage, client);
            report.topics(bytesBefore, bytes);
        }
        return 0;
    }

    private static double seconds(List<Outcome> outcomes) {
        double seconds = 0;
        for (Outcome outcome : outcomes) {
            switch (outcome) {
                case Outcome.Classified track -> seconds += track.seconds();
                case Outcome.Failed failed ->
                    throw new CommandFailure(
                            CliError.WRONG_FIGURES,
                            failed.file() + ": " + failed.error().message());
            }
        }
        return seconds;
    }

    /** How long the first file to get a genre has waited for it. */
    private static final class Stopwatch implements SendListener {
        private long started;
        private Duration firstGenre;

        @Override
        public synchronized void start(String file, long bytes) {
            started = System.nanoTime();
        }

        @Override
        public void sent(String file, long bytes) {}

        @Override
        public synchronized void genre(String file, GenreResult result) {
            if (firstGenre == null) {
                firstGenre = Duration.ofNanos(System.nanoTime() - started);
            }
        }

        @Override
        public void finish(Outcome outcome) {}

        synchronized Duration firstGenre() {
            return firstGenre;
        }
    }
}
