package io.genrestream.cli.bench;

import io.genrestream.analysis.library.MusicLibrary;
import io.genrestream.cli.FolderOptions;
import io.genrestream.cli.MusicArguments;
import io.genrestream.cli.connect.Connection;
import io.genrestream.cli.connect.ConnectionOptions;
import io.genrestream.cli.connect.IngestOption;
import io.genrestream.decoding.DecodingException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
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
        name = "bench",
        mixinStandardHelpOptions = true,
        description = "Measures the system that `up` started: speed, where the time goes, memory, bytes.",
        footer = {
            "",
            "Examples:",
            "  genrestream up --detach && genrestream bench ~/Music",
            "  genrestream bench --live 200 ~/Music    (200 streams at the pace of a radio, straight into audio.chunks)",
            "  genrestream bench --on-air              (the live sources that the system reads at present)",
            "  genrestream bench --offline ~/Music     (the commands that need no Kafka)",
            "  genrestream bench --offline ~/Music --python venv/bin/python   (and librosa: pip install librosa soundfile onnxruntime)",
            "",
            "Figures are of this machine at this moment: compare ratios of one run."
        })
public final class BenchCommand implements Callable<Integer> {
    @Mixin
    private ConnectionOptions options;

    @Mixin
    private IngestOption ingest;

    @Parameters(arity = "0..*", paramLabel = MusicArguments.LABEL, description = MusicArguments.DESCRIPTION)
    private List<Path> named = List.of();

    @Mixin
    private FolderOptions folders;

    @Mixin
    private LiveOptions live;

    @Option(names = "--offline", description = "Measure classify, cluster and extract, with one job each.")
    private boolean offline;

    @Option(
            names = "--python",
            paramLabel = "PYTHON",
            description =
                    "With --offline and one folder: an interpreter that has librosa and onnxruntime, to compare extract and classify with.")
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
    public Integer call() throws IOException, InterruptedException, ExecutionException, DecodingException {
        checkArguments();
        PrintWriter out = spec.commandLine().getOut();
        if (offline) {
            new OfflineBench(out, named, Optional.ofNullable(python)).run();
            return 0;
        }
        if (live.onAir()) {
            new LiveBench(out, options.state(), options.connect(), live.measured()).onAir();
            return 0;
        }
        List<Path> files = files();
        if (files.isEmpty()) {
            return 1;
        }
        Connection connection = options.connect();
        if (live.isWanted()) {
            new LiveBench(out, options.state(), connection, live.measured())
                    .run(LiveMusic.of(files), live.streams(), live.chunk());
        } else {
            new UploadBench(out, options.state(), connection, ingest.of(options), parallel, warmUp).run(files);
        }
        return 0;
    }

    private void checkArguments() {
        if (named.isEmpty() != live.onAir()) {
            throw new ParameterException(
                    spec.commandLine(),
                    live.onAir() ? "--on-air plays no music of yours" : "name the music that is to be measured with");
        }
        if (offline && live.isWanted()) {
            throw new ParameterException(spec.commandLine(), "--offline does not go with --live or --on-air");
        }
        if (python != null && (!offline || named.size() > 1)) {
            throw new ParameterException(spec.commandLine(), "--python goes with --offline and one folder");
        }
    }

    private List<Path> files() {
        PrintWriter err = spec.commandLine().getErr();
        MusicLibrary music = folders.find(named, err, options.quiet());
        MusicArguments.print(music.problems(), err);
        return music.files();
    }
}
