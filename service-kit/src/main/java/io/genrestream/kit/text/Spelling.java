package io.genrestream.kit.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Which of the known words a wrong one was meant to be. */
public final class Spelling {
    private static final int SHORT = 8;

    private Spelling() {}

    /** The nearest of the words. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        return known.stream().min(Comparator.comparingInt(other -> distance(word, other)));
    }

    /** The nearest of the words, if the given one is a slip of the pen for it: one fault, two in a long word, and case. */
    public static Optional<String> slip(String word, Collection<String> known) {
        int most = word.length() < SHORT ? 1 : 2;
        String small = word.toLowerCase(Locale.ROOT);
        return nearest(
                small,
                known.stream()
                        .filter(other -> distance(small, other.toLowerCase(Locale.ROOT)) <= most)
                        .toList());
    }

    /** How many letters to add, drop, change or swap with the next to get from one word to another. */
    static int distance(String left, String right) {
        int[][] rows = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                rows[i][j] = i == 0 || j == 0 ? i + j : step(rows, left, right, i, j);
            }
        }
        return rows[left.length()][right.length()];
    }

    private static int step(int[][] rows, String left, String right, int i, int j) {
        boolean same = left.charAt(i - 1) == right.charAt(j - 1);
        int least = Math.min(rows[i - 1][j - 1] + (same ? 0 : 1), 1 + Math.min(rows[i - 1][j], rows[i][j - 1]));
        boolean swapped = i > 1
                && j > 1
                && left.charAt(i - 1) == right.charAt(j - 2)
                && left.charAt(i - 2) == right.charAt(j - 1);
        return swapped ? Math.min(least, rows[i - 2][j - 2] + 1) : least;
    }
}
