package io.genrestream.cli.extract;

import io.genrestream.analysis.AnalysedTrack;
import java.nio.file.Path;

/** One row: the statistics of the whole track. */
final class TrackRows extends FileRows {

    TrackRows(Layout layout, KeptRows keptRows, Path file) {
        super(layout, keptRows, file);
    }

    @Override
    protected void addLast(AnalysedTrack track) {
        if (track.frames() > 0) {
            add(track.aggregate(), track.seconds());
        }
    }
}
