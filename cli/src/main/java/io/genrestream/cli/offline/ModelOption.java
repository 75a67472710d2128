package io.genrestream.cli.offline;

import io.genrestream.cli.connect.ConnectionOptions;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelException;
import io.genrestream.scoring.ModelInput;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The model that says what a window is. */
public final class ModelOption {
    @Option(names = "--model", paramLabel = "FILE", description = "An ONNX model (default: the shipped one).")
    private Path model;

    /** @throws ModelException when it does not keep its contract, or asks for what is not computed of a window */
    public GenreModel load() throws ModelException {
        GenreModel loaded =
                GenreModel.load(model != null ? model : ConnectionOptions.home().resolve("models/genre.onnx"));
        try {
            loaded.description().requireInputsWithin(ModelInput.OF_A_WINDOW);
            return loaded;
        } catch (ModelException e) {
            loaded.close();
            throw e;
        }
    }
}
