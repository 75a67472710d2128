package io.genrestream.cli.evaluate;

import io.genrestream.cli.CliError;
import io.genrestream.cli.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Which label of the model a data set's genre is: the one that a file gives it, a line {@code Hip-Hop=hiphop} each, else
 * the one that differs in nothing but case and punctuation.
 */
final class GenreMap {
    /** The genre that is left out on purpose, by a line {@code Experimental=}. */
    static final int LEFT_OUT = -1;

    private static final int UNKNOWN = -2;

    private final List<String> labels;
    private final Map<String, Integer> places = new HashMap<>();

    /**
     * @param file null for none
     * @throws CommandFailure GENRE_MAP
     */
    GenreMap(List<String> labels, Path file) {
        this.labels = labels;
        for (int i = 0; i < labels.size(); i++) {
            places.put(key(labels.get(i)), i);
        }
        if (file != null) {
            read(file);
        }
    }

    /** Place of the label, or {@link #LEFT_OUT}. */
    int place(String genre) {
        return places.getOrDefault(key(genre), UNKNOWN);
    }

    /** @throws CommandFailure GENRE_UNKNOWN with every genre that is no label of the model's */
    void requireAll(Collection<String> genres) {
        Map<String, Long> unknown = genres.stream()
                .filter(genre -> place(genre) == UNKNOWN)
                .collect(Collectors.groupingBy(genre -> genre, TreeMap::new, Collectors.counting()));
        if (!unknown.isEmpty()) {
            String found = unknown.entrySet().stream()
                    .map(one -> one.getKey() + ": " + one.getValue() + (one.getValue() == 1 ? " track" : " tracks"))
                    .collect(Collectors.joining(", "));
            throw new CommandFailure(CliError.GENRE_UNKNOWN, found + "; the model knows " + String.join(", ", labels));
        }
    }

    private void read(Path file) {
        try {
            for (String line : Files.readAllLines(file)) {
                String text = line.strip();
                if (text.isEmpty() || text.startsWith("#")) {
                    continue;
                }
                int equals = text.lastIndexOf('=');
                String label = text.substring(equals + 1).strip();
                int place = label.isEmpty() ? LEFT_OUT : labels.indexOf(label);
                if (equals < 1 || !label.isEmpty() && place < 0) {
                    throw new CommandFailure(
                            CliError.GENRE_MAP, file + ": " + text + "; the model knows " + String.join(", ", labels));
                }
                places.put(key(text.substring(0, equals)), place);
            }
        } catch (IOException e) {
            throw new CommandFailure(CliError.GENRE_MAP, file + ": " + e, e);
        }
    }

    private static String key(String genre) {
        return genre.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
    }
}
