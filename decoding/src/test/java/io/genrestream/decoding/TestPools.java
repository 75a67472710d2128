package io.genrestream.decoding;

import java.time.Duration;

/** Settings for tests: as shipped, but for the number of workers. */
final class TestPools {
    private TestPools() {}

    static DecoderSettings of(int workers) {
        return of(workers, 1, 1);
    }

    static DecoderSettings of(int workers, int spareWorkers, int streamsPerWorker) {
        return DecoderSettings.defaults().withWorkers(workers, spareWorkers, streamsPerWorker, Duration.ofSeconds(30));
    }
}
