package io.genrestream.cli.extract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;

/**
 * While it is the same, so is the file.
 *
 * @param size in bytes, -1 where it cannot be read
 * @param modified time of the last change, ISO 8601; empty where it cannot be read
 */
record FileFingerprint(long size, String modified) {

    static FileFingerprint of(Path file) {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileFingerprint(
                    attributes.size(), attributes.lastModifiedTime().toInstant().toString());
        } catch (IOException e) {
            return new FileFingerprint(-1, "");
        }
    }
}
