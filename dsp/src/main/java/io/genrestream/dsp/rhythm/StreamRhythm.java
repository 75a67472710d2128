package io.genrestream.dsp.rhythm;

/**
 * What has been heard of one stream. It looks at nothing to come, and depends on the samples alone, to the bit, not on how
 * they were cut into calls. Made by a {@link RhythmTracker}, and like it for one thread at a time.
 */
public interface StreamRhythm {
    /** Media time that {@link #rolling} covers (s). */
    int ROLLING_SECONDS = 30;

    /** @param pcm signed 16-bit samples, full scale 32,768, at the tracker's sample rate */
    void hear(short[] pcm, int offset, int length);

    /** Says that the next sample does not follow on the last one. What was heard still counts, and time goes on. */
    void breakOff();

    /** Over the last 30 s, or over all while that is less. */
    Rhythm rolling();

    /** Over all that was heard. */
    Rhythm whole();

    /** Samples heard, those before a break included. */
    long samples();

    /** All of the stream's state, a few KB. */
    byte[] encode();
}
