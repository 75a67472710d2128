package io.genrestream.cli.bench;

import io.genrestream.cli.offline.DurationText;
import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which live streams are measured, and for how long. */
final class LiveOptions {
    private static final int MOST_STREAMS = 10_000;
    private static final Duration LEAST_CHUNK = Duration.ofMillis(20);
    private static final Duration LONGEST_CHUNK = Duration.ofSeconds(10);

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    private int streams;

    @Option(
            names = "--on-air",
            description = "Measure the live sources that the system reads at present, beside nothing else.")
    private boolean onAir;

    private Duration chunk;
    private Duration measured;

    @Option(
            names = "--live",
            paramLabel = "N",
            description = "Publish so many streams of the music to audio.chunks, each at the pace at which it plays.")
    void streams(int count) {
        if (count < 1 || count > MOST_STREAMS) {
            throw new ParameterException(
                    spec.commandLine(), "--live must be from 1 to " + MOST_STREAMS + ", not " + count);
        }
        streams = count;
    }

    @Option(
            names = "--chunk",
            paramLabel = "TIME",
            defaultValue = "250ms",
            converter = DurationText.class,
            description = "With --live: audio in each record (default: ${DEFAULT-VALUE}).")
    void chunk(Duration length) {
        if (length.compareTo(LEAST_CHUNK) < 0 || length.compareTo(LONGEST_CHUNK) > 0) {
            throw new ParameterException(spec.commandLine(), "--chunk must be from 20ms to 10s");
        }
        chunk = length;
    }

    @Option(
            names = "--for",
            paramLabel = "TIME",
            defaultValue = "1m",
            converter = DurationText.class,
            description = "With --live or --on-air: how long to measure (default: ${DEFAULT-VALUE}).")
    void measured(Duration time) {
        if (time.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new ParameterException(spec.commandLine(), "--for must be 1s or more");
        }
        measured = time;
    }

    boolean isWanted() {
        return onAir || streams > 0;
    }

    boolean onAir() {
        if (onAir && streams > 0) {
            throw new ParameterException(spec.commandLine(), "--live and --on-air exclude each other");
        }
        return onAir;
    }

    int streams() {
        return streams;
    }

    Duration chunk() {
        return chunk;
    }

    Duration measured() {
        return measured;
    }
}
