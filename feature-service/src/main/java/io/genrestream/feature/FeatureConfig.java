package io.genrestream.feature;

import io.genrestream.kit.settings.DurationRange;
import io.genrestream.kit.settings.ProcessingSettings;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import org.hibernate.validator.constraints.Range;

/**
 * Settings of the feature service. Those of Kafka are beside it, under {@code kafka.}, in Kafka's own names and units, and
 * win over what the service sets: see {@link io.genrestream.streams.StreamsSettings}.
 */
@ConfigMapping(prefix = "genrestream")
public interface FeatureConfig extends ProcessingSettings {

    /** Folder for what Kafka Streams keeps on disk: a lock for each task, since the stores are in memory. */
    @WithDefault(".genrestream/feature")
    Path stateDir();

    /** Stream threads (count). One works through more than a thousand live streams' audio. */
    @WithDefault("1")
    @Range(min = 1, max = 1_000)
    int threads();

    /** Windows between two rolling aggregates of a stream (count). */
    @WithDefault("5")
    @Range(min = 1, max = 1_000_000)
    int aggregateEvery();

    /** How long a stream without chunks stays open before it is ended as IDLE. */
    @WithDefault("10M")
    @DurationRange(min = "PT1S", max = "P30D")
    Duration idleAfter();
}
