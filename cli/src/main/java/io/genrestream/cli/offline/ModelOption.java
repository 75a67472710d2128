package io.genrestream.cli.offline;

import io.genrestream.cli.connect.ConnectionOptions;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The model that says what a window is. */
public final class ModelOption {
    @Option(names = "--model", paramLabel = "FILE", description = "An ONNX model (default: the shipped one).")
    private Path model;

    /** @throws ModelException when it does not keep its contract */
    public GenreModel load() throws ModelException {
        return GenreModel.load(model != null ? model : ConnectionOptions.home().resolve("models/genre.onnx"));
    }
}
