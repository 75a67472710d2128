package io.genrestream.dsp;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** The largest differences that a test has met, beside what it allows: the tables of {@code docs/librosa.md}. */
public final class Differences {
    private final String title;
    private final Map<String, Double> tolerances = new LinkedHashMap<>();
    private final Map<String, Map<String, Double>> largest = new LinkedHashMap<>();
    private final Set<String> columns = new LinkedHashSet<>();

    /** @param title says between what and what */
    public Differences(String title) {
        this.title = title;
    }

    public synchronized void take(String row, String column, double tolerance, double difference) {
        tolerances.merge(row, tolerance, Math::max);
        largest.computeIfAbsent(row, first -> new LinkedHashMap<>()).merge(column, difference, Math::max);
        columns.add(column);
    }

    public synchronized void print() {
        StringBuilder table = new StringBuilder("Largest differences between " + title + ":\n| | allowed |");
        columns.forEach(column -> table.append(" %s |".formatted(column)));
        table.append("\n|").append(" --- |".repeat(columns.size() + 2));
        largest.forEach((row, cells) -> {
            table.append("\n| %s | %.0e |".formatted(row, tolerances.get(row)));
            columns.forEach(
                    column -> table.append(cells.containsKey(column) ? " %.1e |".formatted(cells.get(column)) : " |"));
        });
        System.out.println(table);
    }
}
