package io.genrestream.streams;

import io.genrestream.kit.settings.ProcessingSettings;
import io.genrestream.registry.EventSerdes;
import io.genrestream.registry.RegisteredEvents;
import io.genrestream.registry.RegistrySettings;
import io.genrestream.topic.RecordLimit;
import io.genrestream.topic.TopicCatalogue;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a service that processes streams is connected by: Kafka's client, the topics, and the serdes of their events. */
public final class StreamsConnection implements AutoCloseable {
    private final Optional<String> instance;
    private final Map<String, String> client;
    private final TopicCatalogue topics;
    private final EventSerdes serdes;

    /** @param kafka properties of Kafka's clients */
    public StreamsConnection(ProcessingSettings settings, Map<String, ?> kafka) {
        this.instance = settings.instance();
        this.client = kafka.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, property -> property.getValue().toString()));
        this.topics = new TopicCatalogue(
                settings.prefix().orElse(""), settings.partitions(), new RecordLimit(settings.maxRecordBytes()));
        Map<String, Object> events = new HashMap<>(client);
        events.put(RegistrySettings.URLS, settings.schemaRegistry());
        events.put(RecordLimit.SETTING, settings.maxRecordBytes());
        settings.valueSerializer().ifPresent(name -> events.put(EventSerdes.SERIALIZER, name));
        settings.valueDeserializer().ifPresent(name -> events.put(EventSerdes.DESERIALIZER, name));
        this.serdes = new EventSerdes(events);
    }

    public Map<String, String> client() {
        return client;
    }

    public TopicCatalogue topics() {
        return topics;
    }

    public EventSerdes serdes() {
        return serdes;
    }

    /** @param group the application's id, as in {@link StreamsSettings} */
    public StreamsSettings application(String group, Path stateDirectory, int threads) {
        return new StreamsSettings(group, instance, stateDirectory, threads, client, topics.streams());
    }

    public DeadLetters deadLetters(String version, StreamsMetrics metrics) {
        return new DeadLetters(version, topics.limit(), metrics::deadLetter);
    }

    /** That there are the topics, with the settings that they need. */
    public StartCondition topicsAreThere() {
        return StartCondition.topics(client, topics::check);
    }

    /** That the registry answers and has the events' schemas. */
    public StartCondition eventsAreRegistered() {
        return new StartCondition("the registry", () -> new RegisteredEvents(serdes.client(), topics).check());
    }

    @Override
    public void close() {
        serdes.close();
    }
}
