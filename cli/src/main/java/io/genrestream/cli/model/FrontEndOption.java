package io.genrestream.cli.model;

import io.genrestream.dsp.FrontEndSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** A front end as its canonical text, or as a file that holds it. */
final class FrontEndOption {
    @Option(
            names = "--spec",
            paramLabel = "TEXT|FILE",
            converter = Converter.class,
            description = "The front end whose features the model takes (default: the shipped model's).")
    private FrontEndSpec spec = FrontEndSpec.SHIPPED;

    FrontEndSpec spec() {
        return spec;
    }

    private static final class Converter implements ITypeConverter<FrontEndSpec> {
        @Override
        public FrontEndSpec convert(String value) throws IOException {
            String text = value.contains("=") ? value : Files.readString(Path.of(value));
            try {
                return FrontEndSpec.parse(text.strip());
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(e.getMessage());
            }
        }
    }
}
