package io.genrestream.cli.extract;

import java.util.List;
import java.util.Objects;

/**
 * What a table is made of and how; rows of other conditions never stand in the same one.
 *
 * @param format of the kept rows, a number that grows when their bytes change
 * @param music as it was named, absolute
 * @param offset of the excerpt (s)
 * @param duration of the excerpt (s), null for up to the end
 */
record Conditions(
        int format,
        List<String> music,
        String per,
        String frontEnd,
        List<String> columns,
        double offset,
        Double duration) {
    static final int FORMAT = 3;

    /** Which of them differ, for a sentence. */
    String differences(Conditions other) {
        StringBuilder text = new StringBuilder();
        add(text, "version of this program", format == other.format);
        add(text, "music", music.equals(other.music));
        add(text, "--per", per.equals(other.per));
        add(text, "front end", frontEnd.equals(other.frontEnd));
        add(text, "columns", columns.equals(other.columns));
        add(text, "excerpt", offset == other.offset && Objects.equals(duration, other.duration));
        return text.toString();
    }

    private static void add(StringBuilder text, String name, boolean same) {
        if (!same) {
            text.append(text.isEmpty() ? "" : ", ").append(name);
        }
    }
}
