package io.genrestream.live.hls;

/** The time that a reader goes by. */
interface HlsClock {
    /** In ns, of no particular origin. */
    long nanos();

    /** @return whether that time has come; false when the reader was closed before it */
    boolean sleepUntil(long nanos);
}
