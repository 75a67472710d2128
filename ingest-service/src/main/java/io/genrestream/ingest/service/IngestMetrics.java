package io.genrestream.ingest.service;

import io.genrestream.decoding.DecoderPool;
import io.genrestream.decoding.DecodingError;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.ConnectionState;
import io.genrestream.ingest.admission.Admission;
import io.genrestream.ingest.console.PipelineJson;
import io.genrestream.ingest.console.PipelineStatus;
import io.genrestream.ingest.console.PipelineWatch;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.live.LiveSources;
import io.genrestream.ingest.live.LiveTotals;
import io.genrestream.ingest.playback.Playbacks;
import io.genrestream.ingest.publish.AudioSource;
import io.genrestream.ingest.publish.Publishing;
import io.genrestream.ingest.push.Pushes;
import io.genrestream.ingest.status.StreamView;
import io.genrestream.ingest.stream.EndRetries;
import io.genrestream.ingest.upload.Uploads;
import io.genrestream.kit.metrics.Metric;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/** What operators watch: audio taken in, uploads by outcome, how long the broker takes, how much is going on. */
@Singleton
public class IngestMetrics {
    private static final int SERVER_FAULT = 500;

    private final MeterRegistry registry;
    private final Timer acknowledgement;
    private final Map<AudioSource, Counter> published = new EnumMap<>(AudioSource.class);
    private final double windowSeconds;

    public IngestMetrics(MeterRegistry registry, Instance instance) {
        this.registry = registry;
        this.acknowledgement = Metric.PUBLISH.timer(registry);
        for (AudioSource source : AudioSource.values()) {
            published.put(source, Metric.AUDIO_OUT.counter(registry, label(source)));
        }
        FrontEndSpec frontEnd = instance.frontEnd;
        this.windowSeconds = (double) frontEnd.every() * frontEnd.hop() / frontEnd.sampleRate();
        // There from the start, so that an alert sees the first one.
        Stream.concat(
                        Stream.of("OK", DecodingError.DECODER_UNAVAILABLE.name()),
                        Stream.of(IngestError.values())
                                .filter(error -> error.status() >= SERVER_FAULT)
                                .map(IngestError::name))
                .forEach(code -> Metric.UPLOADS.counter(registry, code));
    }

    /** Counts an upload that was accepted. */
    public void accepted() {
        outcome("OK");
    }

    /** Counts an upload that was refused or failed. */
    public void refused(String code) {
        outcome(code);
    }

    /** Counts the audio of one kind of source. What comes in of live sources they count themselves, for some is dropped. */
    Publishing.Listener listener(AudioSource source) {
        Counter out = published.get(source);
        Counter in = source == AudioSource.LIVE ? null : Metric.AUDIO_IN.counter(registry, label(source));
        return new Publishing.Listener() {
            @Override
            public void taken(double seconds) {
                if (in != null) {
                    in.increment(seconds);
                }
            }

            @Override
            public void acknowledged(double seconds, Duration latency) {
                out.increment(seconds);
                acknowledgement.record(latency);
            }
        };
    }

    void watch(
            IngestService service,
            LogBeans logs,
            StreamBeans streams,
            UploadBeans uploads,
            LiveBeans live,
            ConsoleBeans console) {
        Metric.READY.gauge(registry, service, it -> it.isReady() ? 1 : 0);
        Metric.UPLOADS_ACTIVE.gauge(registry, uploads.uploads, Uploads::active);
        Metric.UPLOADS_WAITING.gauge(registry, uploads.admission, Admission::waiting);
        Metric.PUSHES_ACTIVE.gauge(registry, live.pushes, Pushes::active);
        Metric.LISTENERS.gauge(registry, console.playbacks, Playbacks::listeners);
        Metric.STREAMS_KNOWN.gauge(registry, logs.view, StreamView::size);
        Metric.ENDINGS_PENDING.gauge(registry, streams.endRetries, EndRetries::pending);
        Metric.ENDING_FAILURES.count(registry, streams.endRetries, EndRetries::failures);
        watch(live.following);
        watch("upload", uploads.decoders);
        watch("live", live.decoders);
        watch(console.watch, PipelineStatus.FEATURES, this::chunkSeconds);
        watch(console.watch, PipelineStatus.INFERENCE, () -> windowSeconds);
    }

    private void watch(LiveSources sources) {
        for (ConnectionState state : ConnectionState.values()) {
            Metric.LIVE_SOURCES.gauge(registry, sources, all -> all.count(state), state.name());
        }
        LiveTotals totals = sources.totals();
        Metric.LIVE_RECONNECTS.count(registry, totals, LiveTotals::reconnects);
        Metric.LIVE_DROPPED.count(registry, totals, LiveTotals::droppedSeconds);
        Metric.AUDIO_IN.count(registry, totals, LiveTotals::audioSeconds, label(AudioSource.LIVE));
    }

    private void watch(String pool, DecoderPool decoders) {
        Metric.DECODER_RESTARTS.count(registry, decoders, DecoderPool::deaths, pool);
        Metric.DECODER_FAILURES.count(registry, decoders, DecoderPool::lostStreams, pool);
    }

    /** @param recordSeconds mean media time of a record that the service reads */
    private void watch(PipelineWatch pipeline, String service, DoubleSupplier recordSeconds) {
        Metric.LAG.gauge(registry, pipeline, it -> unread(it, service), service);
        Metric.LAG_SECONDS.gauge(registry, pipeline, it -> unread(it, service) * recordSeconds.getAsDouble(), service);
        Metric.INSTANCES.gauge(
                registry,
                pipeline,
                it -> it.service(service)
                        .map(known -> (double) known.instances().size())
                        .orElse(Double.NaN),
                service);
    }

    private static double unread(PipelineWatch pipeline, String service) {
        return pipeline.service(service)
                .map(PipelineJson.Service::unread)
                .map(Long::doubleValue)
                .orElse(Double.NaN);
    }

    /** Until something has been published, that of an upload's chunks. */
    private double chunkSeconds() {
        double seconds = published.values().stream().mapToDouble(Counter::count).sum();
        return acknowledgement.count() == 0 ? 1 : seconds / acknowledgement.count();
    }

    private static String label(AudioSource source) {
        return source.name().toLowerCase(Locale.ROOT);
    }

    private void outcome(String code) {
        Metric.UPLOADS.counter(registry, code).increment();
    }
}
