package io.genrestream.cli;

import io.genrestream.analysis.library.LeftOut;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** One line about what of folders was left out, the most frequent first: {@code left out: 3 .pdf, 1 .jpg}. */
final class LeftOutText {
    /** Endings that are named; the others are counted together. */
    private static final int NAMED = 8;

    private LeftOutText() {}

    static String of(LeftOut leftOut) {
        List<String> parts = new ArrayList<>();
        if (!leftOut.other().isEmpty()) {
            parts.add(counts(leftOut.other()));
        }
        if (!leftOut.undecoded().isEmpty()) {
            parts.add("sound that cannot be decoded: " + counts(leftOut.undecoded()));
        }
        if (leftOut.hidden() > 0) {
            parts.add(leftOut.hidden() + " hidden (--hidden takes them)");
        }
        return "left out: " + String.join("; ", parts);
    }

    private static String counts(Map<String, Integer> byEnding) {
        List<Map.Entry<String, Integer>> sorted = byEnding.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        List<String> counts = new ArrayList<>();
        sorted.stream().limit(NAMED).forEach(one -> counts.add(one.getValue() + " " + name(one.getKey())));
        int rest = sorted.stream().skip(NAMED).mapToInt(Map.Entry::getValue).sum();
        if (rest > 0) {
            counts.add(rest + " others");
        }
        return String.join(", ", counts);
    }

    private static String name(String ending) {
        return ending.isEmpty() ? "without an ending" : "." + ending;
    }
}
