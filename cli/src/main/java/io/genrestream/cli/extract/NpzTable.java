package io.genrestream.cli.extract;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * NumPy arrays: the features as {@code X [rows][columns]} with their names in {@code columns}, every other column as an
 * array of its own. The log-mel matrices of windows stand as {@code log_mel_db [windows][frames][bands]} with
 * {@code track}, {@code genre} and {@code artist}, as the training project reads them, which puts the windows together
 * again. {@code front_end} is the text of what computed them all, {@code front_end_digest} its digest.
 */
final class NpzTable implements TableFormat {
    /** The same rows are the same bytes whenever they are written. */
    private static final LocalDateTime NO_TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

    @FunctionalInterface
    private interface Cells {
        void put(NpyWriter array, Texts texts, ByteBuffer row) throws IOException;
    }

    @Override
    public void write(FeatureTable table, Path file) throws IOException {
        Layout layout = table.layout();
        int[] matrix = places(layout, true);
        int[] rest = places(layout, false);
        long count = table.count();
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            if (matrix.length > 0) {
                long bands = bands(layout, matrix);
                String name = Columns.LOG_MEL + "_"
                        + layout.columns().get(matrix[0]).unit().toLowerCase(Locale.ROOT);
                array(zip, table, name, "<f4", features(layout, matrix), count, matrix.length / bands, bands);
            }
            if (rest.length > 0) {
                array(zip, table, "X", "<f4", features(layout, rest), count, rest.length);
                names(
                        zip,
                        IntStream.of(rest)
                                .mapToObj(place -> layout.columns().get(place).name())
                                .toList());
            }
            if (!layout.isFma()) {
                text(zip, "front_end", table.frontEnd().canonical());
                text(zip, "front_end_digest", table.frontEnd().digest());
            }
            texts(zip, table, matrix.length > 0 ? "track" : "file", Texts::file, count);
            texts(zip, table, matrix.length > 0 ? "genre" : "label", Texts::label, count);
            texts(zip, table, "artist", Texts::artist, count);
            for (int i = 0; i < layout.places(); i++) {
                PlaceColumn place = layout.level().places().get(i);
                int at = i * Double.BYTES;
                Cells cells = place.whole()
                        ? (array, texts, row) -> array.put((long) row.getDouble(at))
                        : (array, texts, row) -> array.put(row.getDouble(at));
                array(zip, table, place.name(), place.whole() ? "<i8" : "<f8", cells, count);
            }
        }
    }

    /** The columns that form the matrices of windows, if all of them are there; or the others. */
    private static int[] places(Layout layout, boolean matrix) {
        return IntStream.range(0, layout.columns().size())
                .filter(i ->
                        matrix == (layout.matrices() && layout.columns().get(i).isLogMel()))
                .toArray();
    }

    private static long bands(Layout layout, int[] matrix) {
        return IntStream.of(matrix)
                .filter(place -> layout.columns().get(place).name().startsWith(Columns.LOG_MEL + "_0_"))
                .count();
    }

    private static Cells features(Layout layout, int[] places) {
        int first = layout.places() * Double.BYTES;
        return (array, texts, row) -> {
            for (int place : places) {
                array.put(row.getFloat(first + place * Float.BYTES));
            }
        };
    }

    private static void texts(
            ZipOutputStream zip, FeatureTable table, String name, Function<Texts, String> text, long count)
            throws IOException {
        int[] longest = {1};
        table.forEach((texts, row) -> longest[0] = Math.max(longest[0], length(text.apply(texts))));
        Cells cells = (array, texts, row) -> array.put(text.apply(texts), longest[0]);
        array(zip, table, name, "<U" + longest[0], cells, count);
    }

    private static void names(ZipOutputStream zip, List<String> names) throws IOException {
        int longest = names.stream().mapToInt(NpzTable::length).max().orElse(1);
        begin(zip, "columns", true);
        NpyWriter array = new NpyWriter(zip, "<U" + longest, names.size());
        for (String name : names) {
            array.put(name, longest);
        }
        array.flush();
        zip.closeEntry();
    }

    private static void text(ZipOutputStream zip, String name, String text) throws IOException {
        begin(zip, name, true);
        NpyWriter array = new NpyWriter(zip, "<U" + length(text));
        array.put(text, length(text));
        array.flush();
        zip.closeEntry();
    }

    private static void array(
            ZipOutputStream zip, FeatureTable table, String name, String type, Cells cells, long... shape)
            throws IOException {
        begin(zip, name, type.startsWith("<U"));
        NpyWriter array = new NpyWriter(zip, type, shape);
        table.forEach((texts, row) -> cells.put(array, texts, row));
        array.flush();
        zip.closeEntry();
    }

    /** Texts that stand in every row of a file shrink to nothing, features do not shrink. */
    private static void begin(ZipOutputStream zip, String name, boolean shrink) throws IOException {
        zip.setLevel(shrink ? Deflater.BEST_SPEED : Deflater.NO_COMPRESSION);
        ZipEntry entry = new ZipEntry(name + ".npy");
        entry.setTimeLocal(NO_TIME);
        zip.putNextEntry(entry);
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
