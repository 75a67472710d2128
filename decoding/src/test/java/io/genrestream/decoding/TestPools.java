package io.genrestream.decoding;

import java.time.Duration;

/** Decoders for tests: as shipped, but for the number of workers. */
final class TestPools {
    private TestPools() {}

    /** A pool for all tests of a class, of so many workers. */
    static DecoderPool start(int workers) {
        return start(of(workers));
    }

    static DecoderPool start(DecoderSettings settings) {
        try {
            return new DecoderPool(settings);
        } catch (DecodingException e) {
            throw new IllegalStateException(e);
        }
    }

    static DecoderSettings of(int workers) {
        return of(workers, 1, 1);
    }

    static DecoderSettings of(int workers, int spareWorkers, int streamsPerWorker) {
        return DecoderSettings.defaults().withWorkers(workers, spareWorkers, streamsPerWorker, Duration.ofSeconds(30));
    }
}
