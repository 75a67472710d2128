package io.genrestream.cli.offline;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import java.util.Collection;
import java.util.stream.Collectors;

/** Tracks that a data set has twice: they would count twice, perhaps with two genres. */
public final class Duplicates {
    private static final int SHOWN = 5;

    private Duplicates() {}

    public static CommandFailure refuse(Collection<String> names) {
        String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return new CommandFailure(
                CliError.DUPLICATE_TRACKS,
                shown + (names.size() > SHOWN ? " and " + (names.size() - SHOWN) + " others" : ""));
    }
}
