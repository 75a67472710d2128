package io.genrestream.decoding;

import java.util.Arrays;
import java.util.function.IntSupplier;

/** A whole file's decoding, done as a service does it: one thread writes, another reads. */
record Decoded(short[] samples, DecodedAudio audio, DecodingException failure) {
    /** What is decoded to where a test is not about rates (Hz). */
    static final int RATE = 22_050;

    private static final int UPLOAD_BLOCK = 20_000;

    static Decoded of(DecoderPool pool, byte[] file) throws Exception {
        return of(pool, file, StreamLimits.DEFAULT);
    }

    static Decoded of(DecoderPool pool, byte[] file, StreamLimits limits) throws Exception {
        return of(pool, file, limits, RATE, () -> UPLOAD_BLOCK);
    }

    static Decoded of(DecoderPool pool, byte[] file, StreamLimits limits, int rate) throws Exception {
        return of(pool, file, limits, rate, () -> UPLOAD_BLOCK);
    }

    /** @param pieces the length of the next piece in which the file is given, in bytes, each time it is asked */
    static Decoded of(DecoderPool pool, byte[] file, StreamLimits limits, int rate, IntSupplier pieces)
            throws Exception {
        try (Decoding decoding = pool.open(limits, rate)) {
            Thread writer = Thread.ofVirtual().start(() -> upload(decoding, file, pieces));
            Decoded decoded = drain(decoding);
            writer.join();
            return decoded;
        }
    }

    static Decoded drain(Decoding decoding) {
        short[] samples = new short[1 << 16];
        int size = 0;
        try {
            short[] block = new short[7_000];
            for (int got = decoding.read(block); got >= 0; got = decoding.read(block)) {
                if (size + got > samples.length) {
                    samples = Arrays.copyOf(samples, 2 * (size + got));
                }
                System.arraycopy(block, 0, samples, size, got);
                size += got;
            }
            return new Decoded(Arrays.copyOf(samples, size), decoding.summary(), null);
        } catch (DecodingException e) {
            return new Decoded(Arrays.copyOf(samples, size), null, e);
        }
    }

    private static void upload(Decoding decoding, byte[] file, IntSupplier pieces) {
        try {
            for (int at = 0; at < file.length; ) {
                int piece = Math.min(pieces.getAsInt(), file.length - at);
                decoding.write(file, at, piece);
                at += piece;
            }
            decoding.finish();
        } catch (DecodingException e) {
            // The reader is told the same.
        }
    }
}
