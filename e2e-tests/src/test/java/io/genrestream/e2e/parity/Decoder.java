package io.genrestream.e2e.parity;

import io.genrestream.decoding.DecoderPool;
import io.genrestream.decoding.DecoderSettings;
import io.genrestream.decoding.Decoding;
import io.genrestream.decoding.StreamLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Whole files to samples, through the same workers as an upload. */
final class Decoder implements AutoCloseable {
    private static final int BLOCK = 22_050;

    private final DecoderPool pool;

    Decoder() throws IOException {
        pool = new DecoderPool(DecoderSettings.defaults());
    }

    /** @param sampleRate of what is given out (Hz) */
    short[] decode(Path file, int sampleRate) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try (Decoding decoding = pool.open(StreamLimits.DEFAULT, sampleRate)) {
            Thread feeder = Thread.ofVirtual().start(() -> feed(decoding, bytes));
            short[] samples = new short[40 * sampleRate];
            short[] block = new short[BLOCK];
            int length = 0;
            for (int n = decoding.read(block); n >= 0; n = decoding.read(block)) {
                samples = length + n > samples.length ? Arrays.copyOf(samples, 2 * samples.length) : samples;
                System.arraycopy(block, 0, samples, length, n);
                length += n;
            }
            feeder.join();
            return Arrays.copyOf(samples, length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
    }

    private static void feed(Decoding decoding, byte[] bytes) {
        try {
            decoding.write(bytes, 0, bytes.length);
            decoding.finish();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // the reader gets the reason
        }
    }

    @Override
    public void close() {
        pool.close();
    }
}
