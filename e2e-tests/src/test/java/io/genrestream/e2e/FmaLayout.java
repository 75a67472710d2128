package io.genrestream.e2e;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Music as the FMA data set is unpacked, with the columns of its table that matter; every artist has two tracks. */
final class FmaLayout {
    private static final String HEADING = """
            ,artist,set,track
            ,id,split,genre_top
            track_id,,,
            """;

    private FmaLayout() {}

    /** Copies wav files from folders of genres, the last one a second time without a genre. */
    static void copy(Path genres, Path fma) throws IOException {
        Path block = Files.createDirectories(fma.resolve("fma_small/000"));
        StringBuilder table = new StringBuilder(HEADING);
        int id = 2;
        for (Path file : songs(genres)) {
            Files.copy(file, block.resolve("%06d.wav".formatted(id)));
            table.append(
                    "%d,%d,training,%s\n".formatted(id, id / 2, file.getParent().getFileName()));
            id++;
        }
        Files.copy(songs(genres).getLast(), block.resolve("%06d.wav".formatted(id)));
        table.append("%d,%d,training,\n".formatted(id, id / 2));
        Files.writeString(Files.createDirectories(fma.resolve("fma_metadata")).resolve("tracks.csv"), table);
    }

    private static List<Path> songs(Path genres) throws IOException {
        try (Stream<Path> files = Files.walk(genres)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
