package io.genrestream.decoding;

/** Supervised decoder processes. A process that crashes or hangs costs its streams, and is replaced. Safe for many threads. */
public final class DecoderPool implements AutoCloseable {
    /** Rate of all decoded audio, in samples a second. */
    public static final int SAMPLE_RATE = 22_050;

    public DecoderPool(DecoderSettings settings) {}

    /**
     * Takes a place in a worker, waiting for one for as long as the settings say.
     *
     * @throws DecodingException DECODERS_BUSY when none came free, DECODER_UNAVAILABLE when none could be started
     */
    public Decoding open(StreamLimits limits) throws DecodingException {
        throw new UnsupportedOperationException();
    }

    /** Ends all workers; streams still open fail with CANCELLED. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
