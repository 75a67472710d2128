package io.genrestream.cli.offline;

import io.genrestream.cli.connect.ConnectionOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;

/** The value of {@code --model}: the name of a model that comes with the program, such as {@code tags}, or a file. */
public final class ModelPath implements ITypeConverter<Path> {

    @Override
    public Path convert(String value) {
        Path shipped = shipped(value);
        return value.matches("[a-z]+") && Files.exists(shipped) ? shipped : Path.of(value);
    }

    /** Where the program has the model of this name. */
    static Path shipped(String name) {
        return ConnectionOptions.home().resolve("models").resolve(name + ".onnx");
    }
}
