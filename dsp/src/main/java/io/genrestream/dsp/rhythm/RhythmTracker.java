package io.genrestream.dsp.rhythm;

/** Hears the rhythm of any number of streams, one call at a time: it holds tables and buffers that they share. */
public interface RhythmTracker {

    /** A stream of which nothing has been heard. */
    StreamRhythm start();

    /**
     * A stream as it was when {@link StreamRhythm#encode} was called, to the bit.
     *
     * @throws IllegalArgumentException when another version wrote the bytes
     */
    StreamRhythm resume(byte[] encoded);

    /** Runs until the JIT has compiled the hot path. */
    void warmUp();
}
