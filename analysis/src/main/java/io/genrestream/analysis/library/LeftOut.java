package io.genrestream.analysis.library;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * How many files of folders were not taken.
 *
 * @param undecoded sound that cannot be decoded, by ending
 * @param other what is no sound, by ending; the empty one for names without
 * @param hidden hidden files and folders, and those that systems keep for themselves
 */
public record LeftOut(Map<String, Integer> undecoded, Map<String, Integer> other, int hidden) {
    public static final LeftOut NOTHING = new LeftOut(Map.of(), Map.of(), 0);

    public LeftOut {
        undecoded = Collections.unmodifiableMap(new TreeMap<>(undecoded));
        other = Collections.unmodifiableMap(new TreeMap<>(other));
    }

    /** Counts them. */
    static final class Count {
        /** A longer one is a part of the name. */
        private static final int LONGEST_ENDING = 8;

        private final Map<String, Integer> undecoded = new TreeMap<>();
        private final Map<String, Integer> other = new TreeMap<>();
        private int hidden;

        void hidden() {
            hidden++;
        }

        void ending(String ending) {
            boolean plain = ending.length() <= LONGEST_ENDING && ending.matches("[\\p{L}\\p{N}+_-]*");
            (FileExtension.isOtherSound(ending) ? undecoded : other).merge(plain ? ending : "", 1, Integer::sum);
        }

        LeftOut all() {
            return new LeftOut(undecoded, other, hidden);
        }
    }
}
