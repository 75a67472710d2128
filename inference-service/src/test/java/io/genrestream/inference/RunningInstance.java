package io.genrestream.inference;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.StreamStatus;
import io.genrestream.event.TrackGenre;
import io.genrestream.inference.follow.EventStreamSettings;
import io.genrestream.inference.follow.EventStreams;
import io.genrestream.inference.follow.FrameTopic;
import io.genrestream.inference.follow.ResultTopics;
import io.genrestream.inference.topology.InferenceTopology;
import io.genrestream.inference.track.TrackResults;
import io.genrestream.kit.settings.OnFailedRecord;
import io.genrestream.registry.EventSerdes;
import io.genrestream.scoring.GenreModel;
import io.genrestream.scoring.ModelException;
import io.genrestream.streams.DeadLetters;
import io.genrestream.streams.Faults;
import io.genrestream.streams.StreamsRuntime;
import io.genrestream.streams.StreamsSettings;
import io.genrestream.topic.TopicCatalogue;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.streams.KafkaStreams;

/** An instance of the service on a real broker, without its HTTP side. */
public final class RunningInstance implements AutoCloseable {
    public static final Path TINY = Path.of("../scoring/src/test/resources/models/tiny.onnx");
    public static final Path SHIPPED = Path.of("../models/genre.onnx");
    public static final String APPLICATION = "inference";

    private final GenreModel model;
    private final EventSerdes serdes;
    private final StreamsRuntime runtime;
    private final TrackResults results;
    private final EventStreams eventStreams;

    public RunningInstance(
            String bootstrap, TopicCatalogue topics, StubRegistry registry, Path model, String name, Path state)
            throws ModelException {
        this.model = GenreModel.load(model);
        this.serdes = registry.serdes(Duration.ofSeconds(20));
        Map<String, String> client = Map.of("bootstrap.servers", bootstrap);
        InferenceMetrics metrics = new InferenceMetrics(new SimpleMeterRegistry(), this.model.description());
        Faults faults = new Faults(OnFailedRecord.SET_ASIDE, metrics.streams()::fault);
        InferenceTopology topology = new InferenceTopology(
                topics,
                serdes.deserializer(FeatureWindow.class),
                serdes.deserializer(StreamStatus.class),
                serdes.serializer(),
                serdes.serializer(),
                this.model,
                Duration.ofMinutes(30),
                new DeadLetters("1.2.3", topics.limit(), metrics.streams()::deadLetter),
                faults,
                metrics);
        StreamsSettings settings =
                new StreamsSettings(APPLICATION, Optional.of(name), state, 1, client, topics.streams());
        runtime = new StreamsRuntime(topology::build, settings.properties(), List.of(), faults);
        ResultTopics resultTopics = new ResultTopics(
                topics, serdes.deserializer(GenrePrediction.class), serdes.deserializer(TrackGenre.class));
        results = new TrackResults(runtime, topics.genreTracks(), resultTopics.trackReader(), Clock.systemUTC());
        eventStreams = new EventStreams(
                resultTopics,
                new FrameTopic(
                        topics,
                        serdes.deserializer(FeatureWindow.class),
                        this.model.description().frontEnd()),
                results,
                new EventStreamSettings(
                        Map.copyOf(client),
                        5_000,
                        Duration.ofSeconds(10),
                        Duration.ofMinutes(10),
                        Duration.ofMinutes(2)),
                new ObjectMapper());
        runtime.onStart(_ -> eventStreams.start());
        runtime.start();
    }

    public boolean isRunning() {
        return runtime.streams()
                .filter(streams -> streams.state() == KafkaStreams.State.RUNNING)
                .isPresent();
    }

    public KafkaStreams streams() {
        return runtime.streams().orElseThrow();
    }

    public TrackResults results() {
        return results;
    }

    public EventStreams eventStreams() {
        return eventStreams;
    }

    @Override
    public void close() {
        eventStreams.close();
        runtime.close();
        serdes.close();
        model.close();
    }
}
