package io.genrestream.cli.extract;

import java.util.List;

/** What a row of the table is about. */
enum Level {
    TRACK(new PlaceColumn("seconds", false, "s", "length of what was analysed")),
    WINDOW(
            new PlaceColumn("window", true, "", "number of the window in its track, from 0"),
            new PlaceColumn("start", false, "s", "where the window begins"),
            new PlaceColumn("end", false, "s", "where its last heard frame ends"),
            new PlaceColumn(
                    "heard_frames", true, "frames", "frames really heard; fewer than a window's at the track's end")),
    FRAME(
            new PlaceColumn("frame", true, "", "number of the frame in its track, from 0"),
            new PlaceColumn("start", false, "s", "where the frame begins"));

    private final List<PlaceColumn> places;

    Level(PlaceColumn... places) {
        this.places = List.of(places);
    }

    List<PlaceColumn> places() {
        return places;
    }
}
