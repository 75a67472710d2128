package io.genrestream.cli.offline;

import io.genrestream.analysis.Excerpt;
import java.time.Duration;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** Which part of each track is analysed. */
public final class ExcerptOptions {
    @Option(
            names = "--offset",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "Begin there in each track: 45s, 1m30s, 0:45 or plain seconds (default: its beginning).")
    private Duration offset = Duration.ZERO;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationText.class,
            description = "Analyse so much of each track (default: up to its end).")
    private Duration duration;

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    public Excerpt excerpt() {
        if (duration != null && !duration.isPositive()) {
            throw new ParameterException(spec.commandLine(), "--duration must be more than 0");
        }
        return new Excerpt(offset, Optional.ofNullable(duration));
    }
}
