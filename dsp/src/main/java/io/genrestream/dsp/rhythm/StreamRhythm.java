package io.genrestream.dsp.rhythm;

/**
 * What has been heard of one stream. It looks at nothing to come, and depends on the samples alone, to the bit, not on how
 * they were cut into calls. Made by a {@link RhythmTracker}, and like it for one thread at a time.
 */
public interface StreamRhythm {
    /** Media time that {@link #rolling} covers (s). */
    int ROLLING_SECONDS = 30;

    /** @param pcm signed 16-bit samples, full scale 32,768, at the tracker's sample rate */
    void process(short[] pcm, int offset, int length);

    /**
     * Says that the next sample does not follow on the last one. What was heard still counts, but for the tempo of the last
     * 30 s, which is looked for in what comes after.
     */
    void breakOff();

    /** Over the last 30 s, or over all while that is less. */
    Rhythm rolling();

    /** Over all that was heard; its tempo is the median over passages of 30 s. */
    Rhythm whole();

    /** Of the next sample in the stream, counted in samples that there were, over breaks too. */
    long position();

    /** All of the stream's state, a few KB. */
    byte[] encode();
}
