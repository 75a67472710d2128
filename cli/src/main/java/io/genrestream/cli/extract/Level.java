package io.genrestream.cli.extract;

import java.util.List;

/** What a row of the table is about. */
enum Level {
    TRACK(new Place("seconds", false, "s", "length of what was analysed")),
    WINDOW(
            new Place("window", true, "", "number of the window in its track, from 0"),
            new Place("start", false, "s", "where the window begins"),
            new Place("end", false, "s", "where its last heard frame ends"),
            new Place("heard_frames", true, "frames", "frames really heard; fewer than a window's at the track's end")),
    FRAME(
            new Place("frame", true, "", "number of the frame in its track, from 0"),
            new Place("start", false, "s", "where the frame begins"));

    private final List<Place> places;

    Level(Place... places) {
        this.places = List.of(places);
    }

    List<Place> places() {
        return places;
    }
}
