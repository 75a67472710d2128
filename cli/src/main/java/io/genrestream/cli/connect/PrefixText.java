package io.genrestream.cli.connect;

import io.genrestream.topic.TopicCatalogue;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads a prefix that names of topics may have. */
final class PrefixText implements ITypeConverter<String> {
    @Override
    public String convert(String text) {
        try {
            return new TopicCatalogue(text, 1).prefix();
        } catch (IllegalArgumentException e) {
            throw new TypeConversionException(e.getMessage());
        }
    }
}
