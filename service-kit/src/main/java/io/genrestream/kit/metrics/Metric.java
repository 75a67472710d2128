package io.genrestream.kit.metrics;

import static io.genrestream.kit.metrics.Metric.Service.FEATURE;
import static io.genrestream.kit.metrics.Metric.Service.INFERENCE;
import static io.genrestream.kit.metrics.Metric.Service.INGEST;
import static io.genrestream.kit.metrics.Metric.Type.COUNTER;
import static io.genrestream.kit.metrics.Metric.Type.GAUGE;
import static io.genrestream.kit.metrics.Metric.Type.HISTOGRAM;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;

/**
 * Every metric of the services, under the name that Prometheus sees. Counts begin at 0 with the process; those of the Streams
 * services include work of transactions that were aborted and done again.
 */
public enum Metric {
    READY(
            GAUGE,
            "genrestream_ready",
            "",
            "1 while the service is ready for work, else 0.",
            EnumSet.allOf(Service.class)),
    AUDIO_IN(
            COUNTER,
            "genrestream_audio_in_seconds_total",
            "seconds",
            "Audio that came in: at the ingest service as it was decoded, at the feature service as it went through the front "
                    + "end. `source` is `upload`, `live` or `push`; behind the ingest service a push counts as `live`. Its rate "
                    + "is how many times real time the service works.",
            EnumSet.of(INGEST, FEATURE),
            "source"),
    AUDIO_OUT(
            COUNTER,
            "genrestream_audio_out_seconds_total",
            "seconds",
            "Audio that was passed on: by the ingest service when the broker acknowledged it, by the inference service when the "
                    + "first prediction that covers it was made.",
            EnumSet.of(INGEST, INFERENCE),
            "source"),
    PUBLISH(
            HISTOGRAM,
            "genrestream_publish_seconds",
            "seconds",
            "From sending a chunk to the broker's acknowledgement.",
            EnumSet.of(INGEST)),
    UPLOADS(
            COUNTER,
            "genrestream_uploads_total",
            "uploads",
            "Uploads by outcome: `OK` or a code of [errors.md](errors.md).",
            EnumSet.of(INGEST),
            "code"),
    UPLOADS_ACTIVE(
            GAUGE, "genrestream_uploads_active", "uploads", "Uploads that are being decoded.", EnumSet.of(INGEST)),
    UPLOADS_WAITING(
            GAUGE,
            "genrestream_uploads_waiting",
            "uploads",
            "Uploads whose body comes in without a decoder.",
            EnumSet.of(INGEST)),
    PUSHES_ACTIVE(GAUGE, "genrestream_pushes_active", "streams", "Streams that clients push.", EnumSet.of(INGEST)),
    LISTENERS(
            GAUGE,
            "genrestream_listeners",
            "connections",
            "Clients that listen to a stream's sound.",
            EnumSet.of(INGEST)),
    LIVE_SOURCES(
            GAUGE,
            "genrestream_live_sources",
            "sources",
            "Live sources that this instance follows, by where their connections stand.",
            EnumSet.of(INGEST),
            "connection"),
    LIVE_RECONNECTS(
            COUNTER,
            "genrestream_live_reconnects_total",
            "connections",
            "Connections to live sources that were made again.",
            EnumSet.of(INGEST)),
    LIVE_DROPPED(
            COUNTER,
            "genrestream_live_dropped_seconds_total",
            "seconds",
            "Audio of live sources that the broker did not take in time, and that is lost.",
            EnumSet.of(INGEST)),
    STREAMS_KNOWN(GAUGE, "genrestream_streams_known", "streams", "Streams whose state is known.", EnumSet.of(INGEST)),
    ENDINGS_PENDING(
            GAUGE,
            "genrestream_endings_pending",
            "streams",
            "Streams whose end is not yet on the broker and is tried again.",
            EnumSet.of(INGEST)),
    ENDING_FAILURES(
            COUNTER,
            "genrestream_ending_failures_total",
            "tries",
            "Tries to write a stream's end that failed.",
            EnumSet.of(INGEST)),
    DECODER_RESTARTS(
            COUNTER,
            "genrestream_decoder_restarts_total",
            "processes",
            "Decoder processes that crashed, hung or did not start, and are replaced. `pool` is `upload`, or `live` for live "
                    + "sources and pushes.",
            EnumSet.of(INGEST),
            "pool"),
    DECODER_FAILURES(
            COUNTER,
            "genrestream_decoder_failures_total",
            "streams",
            "Decodings that ended with their decoder's process.",
            EnumSet.of(INGEST),
            "pool"),
    LAG(
            GAUGE,
            "genrestream_lag_records",
            "records",
            "What a service has not read of its topic, over all of its instances, as the broker knows it; where transactions "
                    + "write the topic their markers count too. Each ingest instance tells it, so take the maximum.",
            EnumSet.of(INGEST),
            "service"),
    LAG_SECONDS(
            GAUGE,
            "genrestream_lag_seconds",
            "seconds",
            "The same in media time: at the mean length of the chunks that the instance has published, and a window's hop.",
            EnumSet.of(INGEST),
            "service"),
    INSTANCES(
            GAUGE,
            "genrestream_instances",
            "instances",
            "Instances of a service that take part in its consumer group, as the broker knows it.",
            EnumSet.of(INGEST),
            "service"),
    WINDOWS(COUNTER, "genrestream_windows_total", "windows", "Feature windows that were made.", EnumSet.of(FEATURE)),
    AGGREGATES(
            COUNTER, "genrestream_aggregates_total", "aggregates", "Aggregates that were made.", EnumSet.of(FEATURE)),
    IDLE_STREAMS(
            COUNTER,
            "genrestream_idle_streams_total",
            "streams",
            "Streams that nobody ended, and that were ended for want of audio.",
            EnumSet.of(FEATURE)),
    IRREGULAR_CHUNKS(
            COUNTER,
            "genrestream_irregular_chunks_total",
            "chunks",
            "Chunks that were anything but the expected next one of their stream.",
            EnumSet.of(FEATURE),
            "kind"),
    PREDICTIONS(
            COUNTER,
            "genrestream_predictions_total",
            "windows",
            "Windows that were classified, by verdict.",
            EnumSet.of(INFERENCE),
            "verdict"),
    WINDOW_LATENCY(
            HISTOGRAM,
            "genrestream_window_latency_seconds",
            "seconds",
            "From the capture of a window's last sample to its prediction. Of an upload, capture is when it was decoded.",
            EnumSet.of(INFERENCE),
            "source"),
    SCORE(
            HISTOGRAM,
            "genrestream_score_seconds",
            "seconds",
            "Time in ONNX Runtime for one window.",
            EnumSet.of(INFERENCE)),
    TRACKS(
            COUNTER,
            "genrestream_tracks_total",
            "tracks",
            "Final results, by verdict.",
            EnumSet.of(INFERENCE),
            "verdict"),
    SEGMENTS(
            COUNTER,
            "genrestream_segments_total",
            "segments",
            "Segments of live streams that have ended, by what began them.",
            EnumSet.of(INFERENCE),
            "began"),
    DUPLICATE_WINDOWS(
            COUNTER,
            "genrestream_duplicate_windows_total",
            "windows",
            "Windows that came again and were passed over.",
            EnumSet.of(INFERENCE)),
    LATE_WINDOWS(
            COUNTER,
            "genrestream_late_windows_total",
            "windows",
            "Windows of an attempt that another one has followed.",
            EnumSet.of(INFERENCE)),
    VIEWERS(
            GAUGE,
            "genrestream_viewers",
            "connections",
            "Connections that follow streams' events.",
            EnumSet.of(INFERENCE)),
    MODEL(
            GAUGE,
            "genrestream_model_info",
            "",
            "The model in use, by its labels; the value is always 1.",
            EnumSet.of(INFERENCE),
            "name",
            "version",
            "digest"),
    DEAD_LETTERS(
            COUNTER,
            "genrestream_dead_letters_total",
            "records",
            "Records that were put aside, by code of [errors.md](errors.md).",
            EnumSet.of(FEATURE, INFERENCE),
            "code"),
    FAULTS(
            COUNTER,
            "genrestream_faults_total",
            "faults",
            "What kept work from being done, by whose fault it was: `RECORD`, `INFRASTRUCTURE`, `PROGRAM` or `PROCESS`.",
            EnumSet.of(FEATURE, INFERENCE),
            "class"),
    THREADS_REPLACED(
            COUNTER,
            "genrestream_stream_threads_replaced_total",
            "threads",
            "Stream threads that died of a fault and were replaced.",
            EnumSet.of(FEATURE, INFERENCE)),
    RESTORING(
            GAUGE,
            "genrestream_restoring_stores",
            "stores",
            "State stores, one a partition, that are being restored from their changelogs.",
            EnumSet.of(FEATURE, INFERENCE)),
    RESTORE(
            COUNTER,
            "genrestream_restore_seconds_total",
            "seconds",
            "Time in which at least one state store was being restored; soon after a start, how long the restore took.",
            EnumSet.of(FEATURE, INFERENCE));

    /** In Prometheus' sense. */
    public enum Type {
        COUNTER,
        GAUGE,
        HISTOGRAM
    }

    public enum Service {
        INGEST,
        FEATURE,
        INFERENCE
    }

    /** Upper bounds of all histograms' buckets: a series each, for every set of labels (seconds). */
    private static final Duration[] BUCKETS = DoubleStream.of(
                    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300)
            .mapToObj(seconds -> Duration.ofNanos(Math.round(seconds * 1e9)))
            .toArray(Duration[]::new);

    private final Type type;
    private final String id;
    private final String unit;
    private final String meaning;
    private final Set<Service> services;
    private final List<String> labels;

    Metric(Type type, String id, String unit, String meaning, Set<Service> services, String... labels) {
        this.type = type;
        this.id = id;
        this.unit = unit;
        this.meaning = meaning;
        this.services = services;
        this.labels = List.of(labels);
    }

    public Type type() {
        return type;
    }

    /** The name, as Prometheus has it; of a histogram without {@code _bucket}, {@code _sum} or {@code _count}. */
    public String id() {
        return id;
    }

    /** Of the value; empty for none. */
    public String unit() {
        return unit;
    }

    public String meaning() {
        return meaning;
    }

    /** Which services export it. */
    public Set<Service> services() {
        return services;
    }

    public List<String> labels() {
        return labels;
    }

    /** @param values of the labels, in their order */
    public Counter counter(MeterRegistry registry, String... values) {
        return Counter.builder(id).description(meaning).tags(tags(values)).register(registry);
    }

    /** A counter that is kept elsewhere. */
    public <T> void count(MeterRegistry registry, T source, ToDoubleFunction<T> value, String... values) {
        FunctionCounter.builder(id, source, value)
                .description(meaning)
                .tags(tags(values))
                .register(registry);
    }

    public <T> void gauge(MeterRegistry registry, T source, ToDoubleFunction<T> value, String... values) {
        Gauge.builder(id, source, value)
                .description(meaning)
                .tags(tags(values))
                .strongReference(true)
                .register(registry);
    }

    public Timer timer(MeterRegistry registry, String... values) {
        return Timer.builder(id)
                .description(meaning)
                .tags(tags(values))
                .serviceLevelObjectives(BUCKETS)
                .register(registry);
    }

    private Tags tags(String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(id + " has the labels " + labels);
        }
        Tags tags = Tags.empty();
        for (int i = 0; i < values.length; i++) {
            tags = tags.and(labels.get(i), values[i]);
        }
        return tags;
    }
}
