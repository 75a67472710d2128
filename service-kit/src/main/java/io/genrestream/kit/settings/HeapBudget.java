package io.genrestream.kit.settings;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The most heap that the settings let a service take, part by part. docs/memory.md shows it for the defaults; the start
 * refuses settings that come to more than the heap.
 */
public record HeapBudget(List<Part> parts) {
    private static final long MEBI = 1 << 20;

    /**
     * What takes heap.
     *
     * @param setting that makes it smaller, without the prefix; empty when none does
     */
    public record Part(String name, String formula, String setting, long bytes) {}

    public HeapBudget {
        parts = List.copyOf(parts);
    }

    /** Of all parts (bytes). */
    public long total() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }

    /**
     * @param heap the JVM's (bytes)
     * @throws IllegalArgumentException that names each part and the setting that takes the most
     */
    public void requireWithin(long heap) {
        if (total() <= heap) {
            return;
        }
        String sum = parts.stream()
                .map(part -> "%d MiB %s".formatted(mebibytes(part.bytes()), part.name()))
                .collect(Collectors.joining(", "));
        Part largest = parts.stream()
                .filter(part -> !part.setting().isEmpty())
                .max(Comparator.comparingLong(Part::bytes))
                .orElseThrow();
        throw SettingError.HEAP_TOO_SMALL.because(
                "it may take %d MiB and has %d: %s; give it -Xmx%dm or lower genrestream.%s"
                        .formatted(
                                mebibytes(total()), heap / MEBI, sum, mebibytes(total()) * 11 / 10, largest.setting()));
    }

    private static long mebibytes(long bytes) {
        return Math.ceilDiv(bytes, MEBI);
    }
}
