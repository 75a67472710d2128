package io.genrestream.cli.model;

import io.genrestream.cli.offline.FrontEndOptions;
import io.genrestream.cli.offline.ModelOption;
import io.genrestream.decoding.DecodingException;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelException;
import io.genrestream.scoring.ModelFile;
import io.genrestream.scoring.ModelReport;
import io.genrestream.scoring.ModelReport.CheckResult;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Says in sentences what about a model fits and what does not.",
        footer = {
            "",
            "Example:",
            "  genrestream model check models/genre.onnx",
            "",
            "Exit status: 0 it can be served; 1 something does not fit; 2 the command was not understood."
        })
final class CheckCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", description = "The ONNX model.")
    private Path file;

    @Mixin
    private FrontEndOptions frontEnd;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws ModelException {
        ByteBuffer model = ModelFile.map(file);
        List<CheckResult> results = new ArrayList<>(ModelReport.of(file.toString(), model, frontEnd.asked()));
        if (results.stream().allMatch(CheckResult::fits)) {
            results.add(decoding());
        }
        Ansi ansi = spec.commandLine().getColorScheme().ansi();
        for (CheckResult result : results) {
            String mark = ansi.string(result.fits() ? "@|green fits|@     " : "@|red does not|@ ");
            spec.commandLine().getOut().println(mark + result.sentence());
        }
        return results.stream().allMatch(CheckResult::fits) ? 0 : 1;
    }

    private CheckResult decoding() throws ModelException {
        try (GenreModel loaded = ModelOption.load(file)) {
            int rate = loaded.description().frontEnd().sampleRate();
            return new CheckResult(true, "Music is decoded to its sample rate, %d Hz.".formatted(rate));
        } catch (DecodingException e) {
            return new CheckResult(false, e.getMessage());
        }
    }
}
