package io.genrestream.live;

import io.genrestream.decoding.DecoderPool;
import io.genrestream.decoding.DecoderSettings;
import io.genrestream.decoding.Decoding;
import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import io.genrestream.decoding.LiveFormat;
import java.util.ArrayList;
import java.util.List;

/** How much audio the decoder gives of each container. */
public final class DecodedSeconds {
    private static final int RATE = 22_050;

    private DecodedSeconds() {}

    public static DecoderPool pool() throws DecodingException {
        return new DecoderPool(DecoderSettings.live(1));
    }

    /** @return seconds; 0 for a container without a sample in it */
    public static List<Double> of(DecoderPool pool, List<RecordedContainers.Container> containers) throws Exception {
        List<Double> seconds = new ArrayList<>();
        for (RecordedContainers.Container container : containers) {
            seconds.add(decode(
                            pool,
                            LiveFormat.valueOf(container.format().name()),
                            container.bytes().toByteArray())
                    / (double) RATE);
        }
        return seconds;
    }

    private static long decode(DecoderPool pool, LiveFormat format, byte[] container) throws Exception {
        try (Decoding decoding = pool.openLive(format, RATE)) {
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
