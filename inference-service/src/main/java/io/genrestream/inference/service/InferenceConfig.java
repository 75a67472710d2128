package io.genrestream.inference.service;

import io.genrestream.kit.settings.DurationRange;
import io.genrestream.kit.settings.ProcessingSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.Range;

/**
 * Settings of the inference service. Kafka's own are {@code kafka.*}, in Kafka's names and units, and win over what the
 * service sets: see {@link io.genrestream.streams.StreamsSettings}.
 */
@ConfigMapping(prefix = "genrestream")
public interface InferenceConfig extends ProcessingSettings {

    /** The model, an ONNX file. */
    @WithDefault("models/genre.onnx")
    Path model();

    /** Folder of the store of results and of whatever else is built anew from the broker. */
    @WithDefault(".genrestream/inference")
    Path stateDir();

    /** Stream threads (count): windows of different partitions are scored at once. */
    @WithDefault("2")
    @Range(min = 1, max = 1_000)
    int threads();

    Events events();

    /** Server-sent events. */
    interface Events {

        /** Connections at once (count). */
        @WithDefault("5000")
        @Range(min = 1, max = 100_000)
        int connections();

        /** Silence after which a comment is sent. */
        @WithDefault("10s")
        @DurationRange(min = "PT0.1S", max = "PT1H")
        Duration heartbeat();

        /** Silence of the stream after which the connection is closed. */
        @WithDefault("10m")
        @DurationRange(min = "PT1S", max = "P1D")
        Duration idle();

        /** How long a connection is kept whose id has no result yet. */
        @WithDefault("2m")
        @DurationRange(min = "PT1S", max = "P1D")
        Duration patience();
    }

    Segments segments();

    /** Segments of live streams. */
    interface Segments {

        /** Length after which a segment ends whatever is heard, so that a station that only talks has results too. */
        @WithDefault("30m")
        @DurationRange(min = "PT1M", max = "P1D")
        Duration longest();
    }
}
