package io.genrestream.ingest.service;

import io.genrestream.ingest.admission.Admission;
import io.genrestream.ingest.admission.BodyLimits;
import io.genrestream.ingest.admission.DecoderTurns;
import io.genrestream.ingest.admission.UploadSpool;
import io.genrestream.ingest.config.HeapBudget;
import io.genrestream.ingest.config.IngestSettings;
import io.genrestream.ingest.console.PipelineStatus;
import io.genrestream.ingest.playback.Playbacks;
import io.genrestream.ingest.push.Pushes;
import io.genrestream.ingest.result.GenreResults;
import io.genrestream.ingest.source.SourceView;
import io.genrestream.ingest.source.Sources;
import io.genrestream.ingest.status.StreamView;
import io.genrestream.ingest.stream.Deletions;
import io.genrestream.ingest.upload.Uploads;
import io.genrestream.kit.settings.UnknownSettings;
import io.genrestream.kit.trace.TraceExport;
import io.genrestream.live.LiveReader;
import io.genrestream.live.LiveSettings;
import io.genrestream.live.http.NameCache;
import io.genrestream.live.radio.HttpLiveReader;
import io.genrestream.topic.RecordLimit;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives Quarkus the parts of the service, and starts and ends them with it. */
@Singleton
public class IngestBeans {
    /** Longest wait for a live source's connection and answer, and for its next byte. */
    private static final Duration CONNECT = Duration.ofSeconds(10);

    private static final Duration READ = Duration.ofSeconds(10);

    private final TraceExport traces;
    private final IngestParts parts;
    private final Admission admission;

    IngestBeans(
            Config config,
            IngestSettings settings,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.http.port") int port,
            IngestMetrics metrics,
            LiveReader reader) {
        NameCache.shorten();
        UnknownSettings.refuse(config);
        new HeapBudget(
                        settings.ingest(),
                        settings.live(),
                        IngestParts.frontEnd(settings).sampleRate(),
                        RecordLimit.DEFAULT.bytes())
                .requireWithin(Runtime.getRuntime().maxMemory());
        String instance = settings.instance().orElseGet(() -> hostName() + "-" + port);
        traces = TraceExport.start("genrestream-ingest");
        parts = IngestParts.of(settings, kafka, instance, metrics::listener, reader);
        admission = admission(settings.ingest());
        metrics.watch(parts);
        metrics.watch(admission);
    }

    void start(@Observes StartupEvent event) {
        parts.service().start();
    }

    void stop(@Observes ShutdownEvent event) {
        parts.service().close();
        traces.close();
    }

    @Produces
    @Singleton
    IngestService service() {
        return parts.service();
    }

    @Produces
    @Singleton
    BodyLimits bodyLimits(IngestSettings settings) {
        IngestSettings.Ingest ingest = settings.ingest();
        return new BodyLimits(ingest.stallLimit(), ingest.leastRate().asLongValue(), ingest.uploadLimit());
    }

    @Produces
    @Singleton
    Admission admission() {
        return admission;
    }

    @Produces
    @Singleton
    Uploads uploads() {
        return parts.uploads();
    }

    @Produces
    @Singleton
    Deletions deletions() {
        return parts.deletions();
    }

    @Produces
    @Singleton
    static LiveReader reader(IngestSettings settings) {
        IngestSettings.Live live = settings.live();
        LiveSettings reading = new LiveSettings(
                live.allowedNetworks().orElse(List.of()),
                CONNECT,
                READ,
                live.trustStore().orElse(null),
                live.userAgent());
        return new HttpLiveReader(reading);
    }

    @Produces
    @Singleton
    Sources sources() {
        return parts.sources();
    }

    @Produces
    @Singleton
    SourceView sourceView() {
        return parts.sourceView();
    }

    @Produces
    @Singleton
    Pushes pushes() {
        return parts.pushes();
    }

    @Produces
    @Singleton
    Playbacks playbacks() {
        return parts.playbacks();
    }

    @Produces
    @Singleton
    StreamView view() {
        return parts.view();
    }

    @Produces
    @Singleton
    GenreResults results() {
        return parts.results();
    }

    @Produces
    @Singleton
    PipelineStatus pipeline() {
        return parts.pipeline();
    }

    private static Admission admission(IngestSettings.Ingest settings) {
        UploadSpool spool = new UploadSpool(
                Path.of(System.getProperty("java.io.tmpdir")),
                settings.maxWaiting(),
                HeapBudget.WAITING_BYTES,
                settings.waitingSpool().asLongValue());
        DecoderTurns turns = new DecoderTurns(settings.decoders(), settings.maxUploads(), settings.decoderWait());
        return new Admission(spool, turns, settings.maxBody().asLongValue());
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "ingest";
        }
    }
}
