package io.genrestream.ingest.config;

import io.genrestream.kit.settings.DurationRange;
import io.genrestream.kit.settings.EventSettings;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.Range;

/** All settings of the ingest service beside Kafka's own, which are given as {@code kafka.*}. */
@ConfigMapping(prefix = "genrestream")
public interface IngestSettings extends EventSettings {
    /**
     * This instance's name, the same after a restart: at its start it ends the streams that it left open under this name.
     * No two instances may have the same. An instance that is given a name is expected back under it: after a stop its live
     * sources wait for it for a session. By default the host's name and the HTTP port, and it leaves at once.
     */
    Optional<String> instance();

    /**
     * Folder in which each instance keeps its index of all streams, about 0.2 KB each; built anew from the broker when it is
     * lost.
     */
    @WithDefault(".genrestream/ingest")
    Path stateDir();

    /**
     * Whether decoder processes may run without a memory limit where there is no {@code prlimit} to hold them to one;
     * otherwise the service does not start there.
     */
    @WithDefault("false")
    boolean unlimitedDecoders();

    /** Uploads alone. */
    Ingest ingest();

    /** Live sources alone. */
    Live live();

    /** The page that this service shows to browsers. */
    Console console();

    interface Console {
        /**
         * Base address of an inference service, whose results the page shows; each instance has all of them. The requests
         * that read results are passed on to it. Without one the page has no results, unless what is in front of both services
         * routes these requests itself.
         */
        Optional<URI> results();

        /**
         * Base address of that service's management port, whose health and metrics the page shows. Without it the page
         * shows what the broker knows of that service.
         */
        Optional<URI> resultsManagement();

        /** Address of dashboards, to which the page has a link. */
        Optional<@Pattern(regexp = "https?://.+") String> dashboards();
    }

    interface Live {
        /**
         * File of what live sources want to know before they answer, a line each: {@code NAME=USER:PASSWORD} or
         * {@code NAME=Bearer TOKEN}; readable by this user alone. Read again when it changes.
         */
        Optional<Path> credentials();

        /** Live sources that this instance follows at once (count); those beyond wait. */
        @WithDefault("200")
        @Range(min = 1, max = 10_000)
        int maxSources();

        /** Streams that clients push to this instance at once (count); more are answered with 503. */
        @WithDefault("16")
        @Range(min = 1, max = 1_000)
        int maxPushes();

        /**
         * About how long a live source's chunks are (duration, 0.1 to 5 seconds); they end where windows do, whatever it is,
         * so that longer ones cost less and are no later.
         */
        @WithDefault("0.75S")
        @DurationRange(min = "PT0.1S", max = "PT5S")
        Duration chunk();

        /** Networks that live sources may be in though they are not public, such as {@code 10.1.0.0/16}. */
        Optional<List<String>> allowedNetworks();

        /** PEM file of the authorities that are trusted besides the JDK's. */
        Optional<Path> trustStore();

        /** What live sources' servers are told of the listener. */
        @WithDefault("Genrestream")
        String userAgent();

        /** Live sources that are wanted in all (count), about 1 KB each; more are answered with 429. */
        @WithDefault("2000")
        @Range(min = 1, max = 100_000)
        int maxWanted();
    }

    interface Ingest {
        /** Largest body of an upload (bytes, with a suffix K, M or G). */
        @WithDefault("2G")
        @MemoryRange(min = 1, max = 1L << 40)
        MemorySize maxBody();

        /** Longest audio of an upload (duration); what comes after is cut off and the stream flagged. */
        @WithDefault("10H")
        @DurationRange(min = "PT1S", max = "P365D")
        Duration maxDuration();

        /** Uploads that have a decoder or wait for one with their bodies whole (count); more are answered with 503. */
        @WithDefault("32")
        @Range(min = 1, max = 10_000)
        int maxUploads();

        /**
         * Decoder processes at once (count), one upload each; 80 MB each as a rule, 512 MB at the worst. Half of them, rounded
         * down, may be given to bodies that are still coming; the others take bodies that have come whole.
         */
        @WithDefault("4")
        @Range(min = 1, max = 1_000)
        int decoders();

        /** How long an upload waits for a decoder process (duration) before it is answered with 503. */
        @WithDefault("30S")
        @DurationRange(min = "PT0.001S", max = "PT1H")
        Duration decoderWait();

        /** Disk space for one file whose index is at its end (bytes, with a suffix K, M or G). */
        @WithDefault("1G")
        @MemoryRange(min = 1, max = 1L << 40)
        MemorySize spool();

        /** How long a client may pause within a body (duration) before it is answered with 408. */
        @WithDefault("30S")
        @DurationRange(min = "PT1S", max = "PT1H")
        Duration stallLimit();

        /** Least speed of a body (bytes a second, with a suffix K or M), averaged over a minute; slower ones are answered with 408. */
        @WithDefault("4K")
        @MemoryRange(min = 1, max = 1 << 30)
        MemorySize leastRate();

        /** Longest that a client may take to send a body (duration) before it is answered with 408. */
        @WithDefault("1H")
        @DurationRange(min = "PT1S", max = "P30D")
        Duration uploadLimit();

        /** Bodies that may be coming in without a decoder (count), about 20 KB each; of more, the slowest is answered with 503. */
        @WithDefault("1500")
        @Range(min = 1, max = 100_000)
        int maxWaiting();

        /** Disk space for all bodies that have no decoder yet (bytes, with a suffix K, M or G); when it is full, the slowest is answered with 503. */
        @WithDefault("4G")
        @MemoryRange(min = 1 << 20, max = 1L << 40)
        MemorySize waitingSpool();

        /** How long a record may wait for the broker's acknowledgement (duration). */
        @WithDefault("2M")
        @DurationRange(min = "PT1S", max = "PT1H")
        Duration brokerPatience();

        /** Chunks of one stream that may wait for acknowledgement (count), a second each, 44 KB at 22,050 Hz. */
        @WithDefault("32")
        @Range(min = 1, max = 1_000)
        int chunksInFlight();

        /** Compression of records: none, lz4, zstd, gzip or snappy. PCM hardly gets smaller. */
        @WithDefault("none")
        @Pattern(regexp = "none|lz4|zstd|gzip|snappy")
        String compression();

        /** Longest that {@code Prefer: wait} is honoured (duration). */
        @WithDefault("10M")
        @DurationRange(min = "PT1S", max = "P1D")
        Duration maxWait();

        /**
         * After how long without a sign of life an instance is taken for gone, and others end its streams and follow its live
         * sources (duration, 6 seconds to 5 minutes, as the broker allows).
         */
        @WithDefault("10S")
        @DurationRange(min = "PT6S", max = "PT5M")
        Duration sessionTimeout();

        /** How long a stop waits for open streams to be ended in the log (duration). */
        @WithDefault("5S")
        @DurationRange(min = "PT0.001S", max = "PT1H")
        Duration stopLimit();
    }
}
