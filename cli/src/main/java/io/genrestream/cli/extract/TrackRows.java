package io.genrestream.cli.extract;

import io.genrestream.analysis.HeardTrack;
import java.nio.file.Path;

/** One row: the statistics of the whole track. */
final class TrackRows extends FileRows {

    TrackRows(Layout layout, Journal journal, Path file) {
        super(layout, journal, file);
    }

    @Override
    protected void addLast(HeardTrack track) {
        if (track.frames() > 0) {
            add(track.aggregate(), track.seconds());
        }
    }
}
