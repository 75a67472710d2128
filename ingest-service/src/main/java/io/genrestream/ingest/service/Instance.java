package io.genrestream.ingest.service;

import io.genrestream.decoding.DecoderPool;
import io.genrestream.decoding.DecodingException;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.ingest.config.IngestHeap;
import io.genrestream.ingest.config.IngestSettings;
import io.genrestream.kit.settings.UnknownSettings;
import io.genrestream.live.http.NameCache;
import io.genrestream.topic.RecordLimit;
import io.smallrye.common.annotation.Identifier;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** This instance as it is set. Everything else is made from it, so wrong settings are refused before anything is opened. */
@Singleton
public final class Instance {
    final IngestSettings settings;
    /** Properties of all Kafka clients. */
    final Map<String, Object> kafka;

    final String name;
    /** The front end whose rate is that of the published audio. */
    final FrontEndSpec frontEnd;

    public Instance(IngestSettings settings, Map<String, Object> kafka, String name) {
        this.settings = settings;
        this.kafka = kafka;
        this.name = name;
        this.frontEnd = frontEnd(settings);
    }

    @Inject
    Instance(
            Config config,
            IngestSettings settings,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.http.port") int port) {
        NameCache.shorten();
        UnknownSettings.refuse(config);
        this(settings, kafka, settings.instance().orElseGet(() -> hostName() + "-" + port));
        IngestHeap.budget(settings.ingest(), settings.live(), sampleRate(), RecordLimit.DEFAULT.bytes())
                .requireWithin(Runtime.getRuntime().maxMemory());
    }

    /** Of the published audio (Hz). */
    int sampleRate() {
        return frontEnd.sampleRate();
    }

    private static FrontEndSpec frontEnd(IngestSettings settings) {
        try {
            FrontEndSpec frontEnd = settings.frontEnd().map(FrontEndSpec::parse).orElse(FrontEndSpec.SHIPPED);
            DecoderPool.requireRate(frontEnd.sampleRate());
            return frontEnd;
        } catch (IllegalArgumentException | DecodingException e) {
            throw new IllegalStateException("genrestream.front-end: " + e.getMessage(), e);
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "ingest";
        }
    }
}
