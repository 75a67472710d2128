package io.genrestream.cli.offline;

import io.genrestream.decoding.DecoderPool;
import io.genrestream.decoding.DecodingException;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelException;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The model that says what a window is. */
public final class ModelOption {
    @Option(
            names = "--model",
            paramLabel = "MODEL",
            converter = ModelPath.class,
            description = "genre or tags, which come with the program, or an ONNX file (default: genre).")
    private Path model;

    /** As {@link #load(Path)}. */
    public GenreModel load() throws ModelException, DecodingException {
        return load(model != null ? model : shipped());
    }

    /** The model that is taken where none is named. */
    public static Path shipped() {
        return ModelPath.shipped("genre");
    }

    /**
     * @throws ModelException when it does not keep its contract
     * @throws DecodingException UNSUPPORTED_RATE when no audio can be decoded for it
     */
    public static GenreModel load(Path file) throws ModelException, DecodingException {
        GenreModel loaded = GenreModel.load(file);
        try {
            DecoderPool.requireRate(loaded.description().frontEnd().sampleRate());
            return loaded;
        } catch (DecodingException e) {
            loaded.close();
            throw e;
        }
    }
}
