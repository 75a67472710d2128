package io.genrestream.cli.sort;

import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.track.GenreVerdict;
import java.util.Set;
import java.util.TreeSet;

/** What the folder or playlist of a verdict is called. */
final class GenreNames {
    /** For tracks of which the model is not sure enough, and those too short to say anything. */
    static final String UNKNOWN = "unknown";

    /** For silence, tones and noise. */
    static final String NO_MUSIC = "no-music";

    private final ModelDescription model;

    GenreNames(ModelDescription model) {
        this.model = model;
    }

    String of(GenreVerdict verdict) {
        return switch (verdict.kind()) {
            case GENRE -> fileName(model.labels().get(verdict.label()));
            case UNKNOWN -> UNKNOWN;
            case NO_MUSIC -> NO_MUSIC;
        };
    }

    /** Every name that there can be. */
    Set<String> all() {
        Set<String> names = new TreeSet<>(Set.of(UNKNOWN, NO_MUSIC));
        model.labels().forEach(label -> names.add(fileName(label)));
        return names;
    }

    /** A label as a name that every file system takes: {@code Soul/R&B} becomes {@code Soul-R&B}. */
    private static String fileName(String label) {
        String name = label.strip().replaceAll("[/\\\\:*?\"<>|\\p{Cc}]|^\\.|[. ]+$", "-");
        // The folders that stand apart stay apart.
        return name.isEmpty() || name.equals(UNKNOWN) || name.equals(NO_MUSIC) ? name + "-" : name;
    }
}
