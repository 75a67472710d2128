package io.genrestream.cli.classify;

import io.genrestream.analysis.Excerpt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;

/**
 * What a result was made of: while it is the same, so is the result.
 *
 * @param size of the file in bytes, -1 where it cannot be read
 * @param modified time of its last change, ISO 8601; empty where it cannot be read
 * @param offset of the excerpt (s)
 * @param duration of the excerpt (s), null for up to the end
 * @param model digest of the model
 */
record RowSource(long size, String modified, double offset, Double duration, String model) {

    /** @param model digest of the model */
    static RowSource of(Path file, Excerpt excerpt, String model) {
        Double duration = excerpt.duration().map(RowSource::seconds).orElse(null);
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            String modified = attributes.lastModifiedTime().toInstant().toString();
            return new RowSource(attributes.size(), modified, seconds(excerpt.offset()), duration, model);
        } catch (IOException e) {
            return none(excerpt, model);
        }
    }

    /** Of what cannot be read. */
    static RowSource none(Excerpt excerpt, String model) {
        Double duration = excerpt.duration().map(RowSource::seconds).orElse(null);
        return new RowSource(-1, "", seconds(excerpt.offset()), duration, model);
    }

    /** Whether results of both may stand in one file. */
    boolean belongsWith(RowSource other) {
        return excerpt().equals(other.excerpt()) && model.equals(other.model);
    }

    /** The excerpt and the model in words. */
    String conditions() {
        return "model " + model + ", " + excerpt();
    }

    private String excerpt() {
        return "from " + offset + " s " + (duration == null ? "to the end" : "for " + duration + " s");
    }

    private static double seconds(Duration time) {
        return time.toNanos() / 1e9;
    }
}
