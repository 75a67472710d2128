package io.genrestream.scoring.track;

/**
 * Where the parts of a track's score lie that do not change: each is written once, under a number of its own, and
 * removed when it counts no longer. What is written for each window thus stays small, however much the score holds.
 */
public interface TrackEntries {

    /** What an entry is; each kind counts its numbers from 0. */
    enum Kind {
        /** A window that counts in the result of a live stream. */
        WINDOW,
        /** A change of the leading label. */
        CHANGE,
        /** Sums over a segment of a live stream. */
        SEGMENT,
        /** A change of the leading label over a segment. */
        SEGMENT_CHANGE
    }

    /** Null where there is none. */
    byte[] get(Kind kind, long number);

    void put(Kind kind, long number, byte[] entry);

    void remove(Kind kind, long number);
}
