package io.genrestream.cli.extract;

import io.genrestream.dsp.FrontEndSpec;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;
import picocli.CommandLine.TypeConversionException;

/** What the table tells of what. */
final class ColumnOptions {
    @Option(
            names = "--per",
            paramLabel = "WHAT",
            description = "What a row is about: track, window or frame (default: track).",
            converter = LevelName.class)
    private Level level = Level.TRACK;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "NAME",
            description = "Columns and groups, with commas: mfcc, chroma_0, contrast.mean, all, log_mel (per window or"
                    + " frame), fma (per track; nothing beside it).")
    private List<String> names = List.of();

    @Spec(Target.MIXEE)
    private CommandSpec spec;

    private static final class LevelName implements ITypeConverter<Level> {
        @Override
        public Level convert(String name) {
            try {
                return Level.valueOf(name.toUpperCase(Locale.ROOT));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + name + "' is none of track, window and frame");
            }
        }
    }

    /** Of FMA's features there is another front end, which cannot be chosen. */
    boolean isFma() {
        return names.contains(Columns.FMA);
    }

    Layout layout(FrontEndSpec frontEnd) {
        if (isFma() && (names.size() > 1 || level != Level.TRACK)) {
            throw new ParameterException(
                    spec.commandLine(), "--columns fma goes with --per track and with no other columns");
        }
        try {
            return Layout.choose(level, isFma() ? Columns.fma() : Columns.of(level, frontEnd), names);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    /** What can be chosen, or what was. */
    List<Column> listed(FrontEndSpec frontEnd) {
        return names.isEmpty() ? Columns.of(level, frontEnd) : layout(frontEnd).columns();
    }

    List<PlaceColumn> places() {
        return level.places();
    }
}
