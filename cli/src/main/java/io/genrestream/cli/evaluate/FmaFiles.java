package io.genrestream.cli.evaluate;

import io.genrestream.analysis.library.MusicLibrary;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CommandFailure;
import io.genrestream.cli.offline.FmaTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** FMA, or a part of it, by its table. */
final class FmaFiles {
    private FmaFiles() {}

    /**
     * The files that there are, those without a genre in the table too.
     *
     * @param split train, valid or test, or FMA's own longer names; empty for all
     * @throws CommandFailure DUPLICATE_TRACKS
     */
    static List<LabelledFile> files(FmaTable table, MusicLibrary music, Optional<String> split) {
        List<LabelledFile> files = new ArrayList<>();
        table.tracks(music.files()).forEach((file, track) -> {
            if (split.isEmpty() || !track.split().isEmpty() && track.split().startsWith(split.get())) {
                String group = track.artist().isEmpty() ? PathText.of(file.getFileName()) : track.artist();
                files.add(new LabelledFile(file, track.genre(), group));
            }
        });
        return files;
    }
}
