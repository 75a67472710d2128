package io.genrestream.cli.bench;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.connect.Connection;
import io.genrestream.embedded.StateDirectory;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;

/**
 * Measures live streams: processor time of each part for a second of audio, and the time from a window's last audio to
 * its committed prediction.
 *
 * @param measured how long
 */
record LiveBench(PrintWriter out, StateDirectory state, Connection connection, Duration measured) {
    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration IDLE = Duration.ofSeconds(10);

    /** Streams of its own, and what the parts need without them. */
    void run(LiveMusic music, int streams, Duration chunk) throws InterruptedException, ExecutionException {
        Usage idle = Usage.during(state, IDLE);
        try (LivePredictions predictions = new LivePredictions(connection);
                LiveLoad load = new LiveLoad(connection, music, streams, chunk)) {
            Thread.sleep(WARM_UP);
            measure(predictions, Optional.of(idle));
        }
    }

    /** The sources that play at present. */
    void onAir() throws InterruptedException, ExecutionException {
        try (LivePredictions predictions = new LivePredictions(connection)) {
            Thread.sleep(WARM_UP);
            measure(predictions, Optional.empty());
        }
    }

    private void measure(LivePredictions predictions, Optional<Usage> idle)
            throws InterruptedException, ExecutionException {
        Map<String, Long> bytesBefore = TopicBytes.of(connection);
        Duration clientBefore = PartUsage.ownCpu();
        predictions.take();
        Usage usage = Usage.during(state, measured);
        LivePace pace = predictions.take();
        Duration client = PartUsage.ownCpu().minus(clientBefore);
        Map<String, Long> bytes = TopicBytes.of(connection);
        if (pace.seconds() == 0) {
            throw new CommandFailure(CliError.NOTHING_ON_AIR, measured.toSeconds() + " s");
        }
        LiveReport report = new LiveReport(out, pace);
        report.pace(usage.wall());
        report.parts(usage, idle, client);
        new BenchReport(out, pace.seconds()).topics(bytesBefore, bytes);
    }
}
