package io.genrestream.ingest.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** All settings of the ingest service beside Kafka's own, which are given as {@code kafka.*}. */
@ConfigMapping(prefix = "genrestream")
public interface IngestSettings {
    /** Base addresses of the schema registry's Confluent protocol, separated by commas. */
    @WithName("schema-registry")
    String schemaRegistry();

    /** Put before the names of all topics; none by default. */
    Optional<String> prefix();

    /** Partitions of every topic (count), fixed for their life. Default is 12. */
    @WithDefault("12")
    int partitions();

    /**
     * This instance's name, the same after a restart: at its start it ends the streams that it left open under this name.
     * No two instances may have the same. Default is the host's name and the HTTP port.
     */
    Optional<String> instance();

    /**
     * Folder in which each instance keeps its index of all streams, about 0.2 KB each; built anew from the broker when it is
     * lost. Default is .genrestream/ingest.
     */
    @WithDefault(".genrestream/ingest")
    Path stateDir();

    /** Class that writes events. Default is our own serializer. */
    @WithName("value.serializer")
    Optional<String> valueSerializer();

    /** Class that reads events. Default is our own deserializer. */
    @WithName("value.deserializer")
    Optional<String> valueDeserializer();

    /** Uploads alone. */
    Ingest ingest();

    interface Ingest {
        /** Largest body of an upload (bytes, with a suffix K, M or G). Default is 2 GiB. */
        @WithDefault("2G")
        MemorySize maxBody();

        /** Longest audio of an upload (duration); what comes after is cut off and the stream flagged. Default is 10 hours. */
        @WithDefault("10H")
        Duration maxDuration();

        /** Uploads at once (count); more are answered with 503. Default is 32. */
        @WithDefault("32")
        int maxUploads();

        /** Decoder processes at once (count), one upload each; up to 120 MB each. Default is 4. */
        @WithDefault("4")
        int decoders();

        /** How long an upload waits for a decoder process (duration) before it is answered with 503. Default is 30 seconds. */
        @WithDefault("30S")
        Duration decoderWait();

        /** Disk space for one file whose index is at its end (bytes, with a suffix K, M or G). Default is 1 GiB. */
        @WithDefault("1G")
        MemorySize spool();

        /** How long a client may pause within a body (duration) before it is answered with 408. Default is 30 seconds. */
        @WithDefault("30S")
        Duration stallLimit();

        /** How long a record may wait for the broker's acknowledgement (duration). Default is 2 minutes. */
        @WithDefault("2M")
        Duration brokerPatience();

        /** Chunks of one stream that may wait for acknowledgement (count), 44 KB each. Default is 32. */
        @WithDefault("32")
        int chunksInFlight();

        /** Compression of records: none, lz4, zstd, gzip or snappy. Default is none, since PCM hardly gets smaller. */
        @WithDefault("none")
        String compression();

        /** Longest that {@code Prefer: wait} is honoured (duration). Default is 10 minutes. */
        @WithDefault("10M")
        Duration maxWait();

        /**
         * After how long without a sign of life an instance is taken for gone, and others end its streams (duration, 6
         * seconds to 5 minutes, as the broker allows). Default is 20 seconds.
         */
        @WithDefault("20S")
        Duration sessionTimeout();

        /** How long a stop waits for open streams to be ended in the log (duration). Default is 5 seconds. */
        @WithDefault("5S")
        Duration stopLimit();
    }
}
