package io.genrestream.scoring.track;

/** Whether there is a genre to tell. */
public enum Outcome {
    GENRE,
    UNKNOWN,
    NO_MUSIC
}
