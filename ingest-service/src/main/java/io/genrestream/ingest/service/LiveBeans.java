package io.genrestream.ingest.service;

import io.genrestream.decoding.DecoderPool;
import io.genrestream.decoding.DecoderSettings;
import io.genrestream.decoding.WorkerMemory;
import io.genrestream.ingest.config.IngestHeap;
import io.genrestream.ingest.config.IngestSettings;
import io.genrestream.ingest.live.LiveParts;
import io.genrestream.ingest.live.LiveSources;
import io.genrestream.ingest.live.LiveTotals;
import io.genrestream.ingest.publish.AudioSource;
import io.genrestream.ingest.publish.ChunkLength;
import io.genrestream.ingest.publish.Publishing;
import io.genrestream.ingest.push.Pushes;
import io.genrestream.ingest.source.Credentials;
import io.genrestream.ingest.source.SourceLog;
import io.genrestream.ingest.source.SourceProbe;
import io.genrestream.ingest.source.Sources;
import io.genrestream.ingest.source.WantedSources;
import io.genrestream.live.LiveReader;
import io.genrestream.live.LiveSettings;
import io.genrestream.live.radio.HttpLiveReader;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Streams that are live: sources that this service opens, and what clients push. */
@Singleton
public final class LiveBeans {
    /** Longest wait for a live source's connection and answer, and for its next byte. */
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private static final Duration READ = Duration.ofSeconds(10);

    /** Audio of a live source that may wait for the broker; what comes then is dropped. */
    private static final Duration BACKLOG = Duration.ofSeconds(8);

    /** For how long live sources stay connected without the group: longer than a broker takes to start again. */
    private static final Duration LONGEST_GRACE = Duration.ofSeconds(60);

    final LiveReader reader;
    final DecoderPool decoders;
    final Credentials credentials;
    final LiveTotals totals;
    final LiveSources following;
    final WantedSources wanted;

    @Produces
    @Singleton
    final Sources sources;

    @Produces
    @Singleton
    final Pushes pushes;

    public LiveBeans(
            Instance instance,
            KafkaClients kafka,
            LogBeans logs,
            StreamBeans streams,
            IngestMetrics metrics,
            LiveReader reader) {
        this.reader = reader;
        IngestSettings.Live settings = instance.settings.live();
        int sampleRate = instance.sampleRate();
        ChunkLength length = ChunkLength.endingWithWindows(instance.frontEnd, settings.chunk());
        decoders = UploadBeans.pool(DecoderSettings.live(settings.maxSources() + settings.maxPushes())
                .withMemory(WorkerMemory.LIVE.orUnlimited(instance.settings.unlimitedDecoders())));
        credentials = new Credentials(settings.credentials());
        totals = new LiveTotals(sampleRate);
        Publishing publishing = streams.publishing.forLive(
                length,
                BACKLOG,
                IngestHeap.LIVE_BACKLOG_BYTES,
                logs.membership::requireCertain,
                totals.counting(metrics.listener(AudioSource.LIVE)));
        following = new LiveSources(
                new LiveParts(
                        reader, decoders, publishing, streams.attempts(publishing), logs.view, logs.active, totals),
                credentials);
        wanted = new WantedSources(logs.sourceView, logs.membership, following, settings.maxSources(), LONGEST_GRACE);
        sources = new Sources(
                logs.sourceView,
                new SourceLog(kafka.producer, logs.sources, LogBeans.VIEW_PATIENCE),
                logs.view,
                new SourceProbe(reader, credentials),
                credentials,
                settings.maxWanted(),
                Clock.systemUTC());
        pushes = new Pushes(
                settings.maxPushes(),
                instance.settings.ingest().stallLimit(),
                decoders,
                sampleRate,
                streams.attempts(streams.publishing.forPushes(length, BACKLOG, metrics.listener(AudioSource.PUSH))),
                logs.active);
    }

    @Produces
    @Singleton
    static LiveReader reader(IngestSettings settings) {
        IngestSettings.Live live = settings.live();
        return new HttpLiveReader(new LiveSettings(
                live.allowedNetworks().orElse(List.of()),
                CONNECT,
                READ,
                live.trustStore().orElse(null),
                live.userAgent()));
    }
}
