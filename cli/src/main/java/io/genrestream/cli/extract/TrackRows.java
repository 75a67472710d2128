package io.genrestream.cli.extract;

import io.genrestream.analysis.AnalysedTrack;
import java.nio.file.Path;

/** One row: the statistics of the whole track. */
final class TrackRows extends FileRows {

    TrackRows(Layout layout, ExtractJournal journal, Path file) {
        super(layout, journal, file);
    }

    @Override
    protected void addLast(AnalysedTrack track) {
        if (track.frames() > 0) {
            add(track.aggregate(), track.seconds());
        }
    }
}
