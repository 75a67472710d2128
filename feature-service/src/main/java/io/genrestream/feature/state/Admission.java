package io.genrestream.feature.state;

/** What a chunk is to a stream, judged by its epoch and sequence alone. */
public enum Admission {
    /** Nothing is known of the stream. */
    FIRST,
    /** The one that was expected. */
    NEXT,
    /** Something is missing before it, or the source began a new epoch: it starts an epoch of ours. */
    DISCONTINUITY,
    /** It starts a stream that had ended anew. */
    REOPENING,
    /** It was worked through before. */
    DUPLICATE,
    /** The stream has ended. */
    LATE
}
