package io.genrestream.decoding.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jaudiotagger.tag.reference.GenreTypes;

/**
 * Genres as ID3v2 writes them: a name, a number alone, or numbers in brackets before a name that refines them. A number
 * that only begins a name refers to nothing.
 */
final class GenreText {
    private static final Pattern REFERENCES = Pattern.compile("((?:\\((?:\\d{1,3}|RX|CR)\\))*)(.*)", Pattern.DOTALL);

    private GenreText() {}

    /** @return names, of which one may stand twice */
    static List<String> genres(String text) {
        if (text.matches("\\d{1,3}|RX|CR")) {
            return List.of(named(text));
        }
        List<String> genres = new ArrayList<>();
        Matcher parts = REFERENCES.matcher(text);
        if (parts.matches()) {
            for (String reference : parts.group(1).split("[()]+")) {
                if (!reference.isEmpty()) {
                    genres.add(named(reference));
                }
            }
            // A name that begins with a bracket has it twice.
            genres.add(parts.group(2).startsWith("((") ? parts.group(2).substring(1) : parts.group(2));
        }
        return genres;
    }

    private static String named(String reference) {
        return switch (reference) {
            case "RX" -> "Remix";
            case "CR" -> "Cover";
            default -> {
                String name = GenreTypes.getInstanceOf().getValueForId(Integer.parseInt(reference));
                yield name == null ? reference : name;
            }
        };
    }
}
