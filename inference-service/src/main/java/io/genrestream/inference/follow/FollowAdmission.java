package io.genrestream.inference.follow;

/** What becomes of someone who wants to follow a stream. */
public enum FollowAdmission {
    FOLLOWING,
    /** Every place is taken by one whose stream has results. */
    FULL,
    /** The stream's last event was sent before. */
    OVER,
    /** Of the events that were seen nothing is left: the stream was deleted, or has expired. */
    GONE
}
