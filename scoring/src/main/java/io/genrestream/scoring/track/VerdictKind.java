package io.genrestream.scoring.track;

/** Whether there is a genre; the names are those of the events' Verdict. */
public enum VerdictKind {
    GENRE,
    UNKNOWN,
    NO_MUSIC
}
