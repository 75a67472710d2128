package io.genrestream.decoding;

/**
 * One stream being decoded. One thread writes, another reads; neither may be left out, since both sides are bounded:
 * a writer waits while nobody reads. Closing it at any time from any thread ends both.
 */
public final class Decoding implements AutoCloseable {
    Decoding() {}

    /**
     * Gives the next bytes of the file. Waits while the decoder is behind. Bytes after the duration limit, or after the
     * end of the audio, are taken and dropped.
     *
     * @throws DecodingException when decoding has failed; every later call throws the same
     */
    public void write(byte[] bytes, int offset, int length) throws DecodingException {
        throw new UnsupportedOperationException();
    }

    /** Says that the input has ended. */
    public void finish() throws DecodingException {
        throw new UnsupportedOperationException();
    }

    /**
     * Waits for samples: 22,050 Hz, mono.
     *
     * @return how many were put at the array's beginning, at least 1; -1 at the end
     * @throws DecodingException when decoding has failed, after the samples that came before the failure
     */
    public int read(short[] into) throws DecodingException {
        throw new UnsupportedOperationException();
    }

    /**
     * What was decoded.
     *
     * @throws IllegalStateException before {@link #read} has returned -1
     */
    public DecodedAudio summary() {
        throw new UnsupportedOperationException();
    }

    /** Cancels what is still going on, at once; waiting calls end with CANCELLED. */
    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
