package io.genrestream.feature.state;

/** What a chunk is to a stream, judged by its place alone. */
public enum ChunkAdmission {
    /** Nothing is known of the stream. */
    FIRST,
    /** The one that was expected. */
    NEXT,
    /** Audio is missing before it, or the source began a new epoch: it starts an epoch of ours. */
    DISCONTINUITY,
    /** It starts a new attempt: the one before, if it goes on, has been given up, and everything begins anew. */
    NEW_ATTEMPT,
    /** The source of a live stream is back, which was given up for idle: it goes on in an epoch of ours. */
    REOPENING,
    /** It was worked through before. */
    DUPLICATE,
    /** Its attempt has ended, or a later one has begun. */
    LATE;

    /** Whether it is anything but the one that was expected. */
    public boolean isIrregular() {
        return this != FIRST && this != NEXT;
    }
}
