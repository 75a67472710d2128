package io.genrestream.inference.service;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.inference.InferenceMetrics;
import io.genrestream.inference.follow.EventStreams;
import io.genrestream.inference.follow.ResultTopics;
import io.genrestream.inference.topology.InferenceTopology;
import io.genrestream.inference.track.LatestAggregate;
import io.genrestream.inference.track.LatestSegments;
import io.genrestream.inference.track.NearestTracks;
import io.genrestream.inference.track.StreamOwners;
import io.genrestream.inference.track.TrackResults;
import io.genrestream.kit.settings.UnknownSettings;
import io.genrestream.kit.trace.TraceExport;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelDescription;
import io.genrestream.scoring.ModelException;
import io.genrestream.streams.Faults;
import io.genrestream.streams.StreamsMetrics;
import io.genrestream.streams.StreamsRuntime;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts the parts of the service and closes them in order. */
@Singleton
public class InferenceService {
    private static final Logger LOG = LoggerFactory.getLogger(InferenceService.class);

    private final TraceExport traces;
    private final GenreModel model;
    private final InferenceSetup setup;
    private final StreamsRuntime runtime;
    private final StreamsMetrics streams;
    private final TrackResults results;
    private final LatestSegments segments;
    private final NearestTracks nearest;
    private final EventStreams eventStreams;

    /** @throws ModelException when the model is wrong, which ends the start */
    InferenceService(
            Config given,
            InferenceConfig config,
            @Identifier("default-kafka-broker") Map<String, Object> kafka,
            @ConfigProperty(name = "quarkus.application.version") String version,
            MeterRegistry meters,
            ObjectMapper json)
            throws ModelException {
        UnknownSettings.refuse(given);
        traces = TraceExport.start("genrestream-inference");
        model = load(config);
        setup = new InferenceSetup(config, kafka);
        setup.heap().requireWithin(Runtime.getRuntime().maxMemory());
        InferenceMetrics metrics = new InferenceMetrics(meters, model.description());
        Faults faults = new Faults(config.onFailedRecord(), metrics.streams()::fault);
        InferenceTopology topology = setup.topology(model, version, faults, metrics);
        runtime = new StreamsRuntime(topology::build, setup.properties(), setup.conditions(), faults);
        ResultTopics topics = setup.resultTopics();
        results = new TrackResults(runtime, topics.topics().genreTracks(), topics.trackReader(), Clock.systemUTC());
        segments = new LatestSegments(
                topics.topics().genreSegments(),
                topics.trackReader(),
                setup.eventStreams().client());
        eventStreams =
                new EventStreams(topics, setup.frameTopic(model.description()), results, setup.eventStreams(), json);
        nearest = new NearestTracks(
                topics.topics().genreTracks(),
                topics.trackReader(),
                model.description().digest(),
                setup.eventStreams().client());
        metrics.viewers(eventStreams::viewers);
        streams = metrics.streams();
        streams.watch(runtime);
        // By then the topics are there.
        runtime.onStart(_ -> startTails());
    }

    private void startTails() {
        eventStreams.start();
        segments.start();
        nearest.start();
    }

    void start(@Observes StartupEvent event) {
        setup.resultsFolder().clearUnlessRecent(Instant.now());
        runtime.start();
    }

    void stop(@Observes ShutdownEvent event) {
        eventStreams.close();
        segments.close();
        nearest.close();
        runtime.close();
        streams.close();
        setup.close();
        // Last, for a run under way would not survive it.
        model.close();
        traces.close();
    }

    @Produces
    @Singleton
    ModelDescription model() {
        return model.description();
    }

    @Produces
    @Singleton
    StreamsRuntime runtime() {
        return runtime;
    }

    @Produces
    @Singleton
    TrackResults results() {
        return results;
    }

    @Produces
    @Singleton
    StreamOwners owners() {
        return new StreamOwners(runtime);
    }

    @Produces
    @Singleton
    LatestSegments segments() {
        return segments;
    }

    @Produces
    @Singleton
    NearestTracks nearest() {
        return nearest;
    }

    @Produces
    @Singleton
    LatestAggregate aggregates() {
        return setup.latestAggregate();
    }

    @Produces
    @Singleton
    EventStreams eventStreams() {
        return eventStreams;
    }

    private static GenreModel load(InferenceConfig config) throws ModelException {
        try {
            GenreModel model = InferenceSetup.model(config);
            ModelDescription description = model.description();
            LOG.info(
                    "Model {} {} ({}), labels {}",
                    description.name(),
                    description.version(),
                    description.digest(),
                    description.labels());
            return model;
        } catch (ModelException e) {
            LOG.error("{}: {}", e.code(), e.getMessage());
            throw e;
        }
    }
}
