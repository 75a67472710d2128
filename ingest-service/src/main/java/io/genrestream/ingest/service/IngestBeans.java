package io.genrestream.ingest.service;

import io.genrestream.ingest.config.IngestSettings;
import io.genrestream.ingest.config.SettingsCheck;
import io.genrestream.ingest.result.GenreResults;
import io.genrestream.ingest.status.StreamView;
import io.genrestream.ingest.upload.Uploads;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives Quarkus the parts of the service, and starts and ends them with it. */
@Singleton
public class IngestBeans {
    private final IngestParts parts;

    IngestBeans(
            IngestSettings settings,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.http.port") int port,
            IngestMetrics metrics) {
        String instance = settings.instance().orElseGet(() -> hostName() + "-" + port);
        SettingsCheck.check(settings.ingest());
        parts = IngestParts.of(settings, kafka, instance, metrics::acknowledged);
        metrics.watch(parts);
    }

    void start(@Observes StartupEvent event) {
        parts.service().start();
    }

    void stop(@Observes ShutdownEvent event) {
        parts.service().close();
    }

    @Produces
    @Singleton
    IngestService service() {
        return parts.service();
    }

    @Produces
    @Singleton
    Uploads uploads() {
        return parts.uploads();
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

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "ingest";
        }
    }
}
