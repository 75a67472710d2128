package io.genrestream.cli.bench;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.connect.Connection;
import io.genrestream.cli.connect.Ingest;
import io.genrestream.cli.send.SendListener;
import io.genrestream.cli.send.SendResult;
import io.genrestream.cli.send.SendSession;
import io.genrestream.embedded.StateDirectory;
import io.genrestream.result.GenreResult;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;

/** Measures uploads, several at once, as fast as the system takes them. */
record UploadBench(
        PrintWriter out, StateDirectory state, Connection connection, Ingest ingest, int parallel, int warmUp) {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    void run(List<Path> files) throws InterruptedException, ExecutionException {
        try (SendSession session = new SendSession(connection, ingest, parallel, PATIENCE)) {
            session.send(files.stream().limit(warmUp).toList(), new Stopwatch());
            Map<String, PartUsage> usageBefore = PartUsage.of(state);
            Map<String, Long> bytesBefore = TopicBytes.of(connection);
            Duration clientBefore = PartUsage.ownCpu();

            long start = System.nanoTime();
            List<SendResult> outcomes = session.send(files, new Stopwatch());
            Duration wall = Duration.ofNanos(System.nanoTime() - start);

            Duration client = PartUsage.ownCpu().minus(clientBefore);
            Map<String, PartUsage> usage = PartUsage.of(state);
            Map<String, Long> bytes = TopicBytes.of(connection);
            Stopwatch alone = new Stopwatch();
            session.send(files.subList(0, 1), alone);

            BenchReport report = new BenchReport(out, seconds(outcomes));
            report.speed(outcomes.size(), wall, alone.firstGenre());
            report.parts(usageBefore, usage, client);
            report.topics(bytesBefore, bytes);
        }
    }

    private static double seconds(List<SendResult> outcomes) {
        double seconds = 0;
        for (SendResult outcome : outcomes) {
            switch (outcome) {
                case SendResult.Classified track -> seconds += track.seconds();
                case SendResult.Failed failed ->
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
        public void finish(SendResult outcome) {}

        synchronized Duration firstGenre() {
            return firstGenre;
        }
    }
}
