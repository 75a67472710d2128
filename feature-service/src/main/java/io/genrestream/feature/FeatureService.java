package io.genrestream.feature;

import io.genrestream.feature.topology.FeatureMetrics;
import io.genrestream.kit.settings.UnknownSettings;
import io.genrestream.kit.trace.TraceExport;
import io.genrestream.streams.Faults;
import io.genrestream.streams.Readiness;
import io.genrestream.streams.StreamsMetrics;
import io.genrestream.streams.StreamsRuntime;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Runs the topology for the life of the process. */
@ApplicationScoped
public class FeatureService {
    private final TraceExport traces;
    private final FeatureSetup setup;
    private final StreamsRuntime runtime;
    private final StreamsMetrics streams;

    FeatureService(
            Config given,
            FeatureConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.version") String version,
            MeterRegistry meters) {
        UnknownSettings.refuse(given);
        traces = TraceExport.start("genrestream-feature");
        setup = new FeatureSetup(config, kafka);
        setup.heap().requireWithin(Runtime.getRuntime().maxMemory());
        FeatureMetrics metrics = new FeatureMetrics(meters);
        Faults faults = new Faults(config.onFailedRecord(), metrics.streams()::fault);
        runtime = new StreamsRuntime(
                () -> setup.topology(version, new ChunkBacklog(setup.chunksTopic(), this::streams), faults, metrics),
                setup.properties(),
                setup.conditions(),
                faults);
        streams = metrics.streams();
        streams.watch(runtime);
    }

    void start(@Observes StartupEvent event) {
        runtime.start();
    }

    void stop(@Observes ShutdownEvent event) {
        runtime.close();
        streams.close();
        setup.close();
        traces.close();
    }

    private Optional<KafkaStreams> streams() {
        return runtime.streams();
    }

    Readiness readiness() {
        return runtime.readiness();
    }

    boolean isAlive() {
        return runtime.isAlive();
    }
}
