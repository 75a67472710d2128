package io.genrestream.cli.capacity;

import io.genrestream.dsp.FrontEndSpec;
import java.util.Map;

/** What was measured here of live streams at the shipped front end and model; docs/capacity.md says where and how. */
final class Measured {
    /** Processor time of the ingest service and its decoders (ms a second of audio). */
    static final double INGEST_MILLIS = 0.70 + 0.69;

    /** Processor time of the feature service (ms a second of audio). */
    static final double FEATURE_MILLIS = 0.63;

    /** Processor time of the inference service (ms a second of audio). */
    static final double INFERENCE_MILLIS = 1.73;

    /** Processor time of a broker without replicas (ms a second of audio). */
    static final double BROKER_MILLIS = 0.83;

    /** Processor time of reading one event of all streams and keeping it on disk (ms). */
    static final double KEEP_MILLIS = 0.0475;

    /** Bytes that one live stream writes (bytes a second of audio). */
    static final Map<String, Double> TOPIC_BYTES = Map.of(
            "audio.chunks", 44_314.0,
            "audio.features", 13_164.0,
            "audio.aggregates", 794.0,
            "genre.predictions", 231.0,
            "genre.tracks", 1_059.0,
            "genre.segments", 27.0,
            "audio.streams", 10.0);

    /** What a live stream writes to changelogs of the feature service (bytes a second of audio). */
    static final double FEATURE_CHANGELOG_BYTES = 2_908;

    /** What a live stream writes to changelogs of the inference service (bytes a second of audio). */
    static final double INFERENCE_CHANGELOG_BYTES = 1_168;

    /** Largest state of a stream in the feature service (bytes). */
    static final double FEATURE_STATE_BYTES = 92_000;

    /** State of a live stream in the inference service: 21 windows and a head (bytes). */
    static final double INFERENCE_STATE_BYTES = 21 * 1_200 + 1_000;

    /** Small records that a starting process reads and keeps (bytes a second). */
    static final double RESTORE_BYTES = 1_000_000 * 600 / 107.0;

    private Measured() {}

    /** Windows of one stream (a second of audio). */
    static double windows() {
        FrontEndSpec spec = FrontEndSpec.SHIPPED;
        return (double) spec.sampleRate() / (spec.hop() * spec.every());
    }
}
