package io.genrestream.live;

import io.genrestream.decoding.DecoderPool;
import io.genrestream.decoding.DecoderSettings;
import io.genrestream.decoding.Decoding;
import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import io.genrestream.decoding.StreamLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How much audio the decoder gives of each container. */
public final class DecodedSeconds {
    private static final int RATE = 22_050;

    private DecodedSeconds() {}

    public static DecoderPool pool() throws DecodingException {
        return new DecoderPool(DecoderSettings.defaults().withWorkers(1, 1, 1, Duration.ofSeconds(30)));
    }

    /** @return seconds; 0 for a container without a sample in it */
    public static List<Double> of(DecoderPool pool, List<byte[]> containers) throws Exception {
        List<Double> seconds = new ArrayList<>();
        for (byte[] container : containers) {
            seconds.add(decode(pool, container) / (double) RATE);
        }
        return seconds;
    }

    private static long decode(DecoderPool pool, byte[] container) throws Exception {
        try (Decoding decoding = pool.open(StreamLimits.DEFAULT, RATE)) {
            Thread writer = Thread.ofVirtual().start(() -> write(decoding, container));
            long samples = 0;
            short[] block = new short[8_192];
            for (int got = decoding.read(block); got >= 0; got = decoding.read(block)) {
                samples += got;
            }
            writer.join();
            return samples;
        } catch (DecodingException e) {
            if (e.code() == DecodingError.NO_SAMPLES) {
                return 0;
            }
            throw e;
        }
    }

    private static void write(Decoding decoding, byte[] container) {
        try {
            decoding.write(container, 0, container.length);
            decoding.finish();
        } catch (DecodingException e) {
            // The reader is told the same.
        }
    }
}
