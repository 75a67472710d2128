package io.genrestream.dsp.rhythm;

/** Hears the rhythm of any number of streams, one call at a time: it holds tables and buffers that they share. */
public interface RhythmTracker {

    /**
     * A stream of which nothing has been heard yet.
     *
     * @param position of the sample that will be heard first: 0, or more if what came before is lost
     */
    StreamRhythm start(long position);

    /**
     * A stream as it was when {@link StreamRhythm#encode} was called, to the bit.
     *
     * @throws IllegalStateException in a sentence, when another version wrote the bytes
     */
    StreamRhythm resume(byte[] encoded);

    /** Runs until the JIT has compiled the hot path. */
    void warmUp();
}
