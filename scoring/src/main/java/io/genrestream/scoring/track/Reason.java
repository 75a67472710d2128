package io.genrestream.scoring.track;

/** Why there is no genre to tell. */
public enum Reason {
    /** Nine tenths or more of what was heard is silence. */
    SILENCE,
    /** What was heard does not change: tones, hum or noise. */
    STEADY,
    /** Somebody talks, without music. */
    TALK,
    /** Too little was heard to score it. */
    TOO_SHORT,
    /** No label reaches the model's limit. */
    LOW_CONFIDENCE
}
