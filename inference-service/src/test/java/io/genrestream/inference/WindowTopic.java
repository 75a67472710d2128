package io.genrestream.inference;

import io.genrestream.event.FeatureWindow;
import io.genrestream.registry.EventSerdes;
import io.genrestream.scoring.ModelException;
import io.genrestream.testkit.InJvmBroker;
import io.genrestream.topic.TopicCatalogue;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real broker, anew for each test, with a topic of windows on it. They are written as the feature service does, captured as
 * many seconds after now as after their start.
 */
public final class WindowTopic implements BeforeEachCallback, AfterEachCallback {
    private static final Instant BEGUN = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final TopicCatalogue topics;
    private InJvmBroker broker;
    private StubRegistry registry;
    private EventSerdes serdes;
    private KafkaProducer<String, byte[]> producer;

    public WindowTopic(TopicCatalogue topics) {
        this.topics = topics;
    }

    /** Creates all topics. */
    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        broker = InJvmBroker.start();
        registry = new StubRegistry();
        serdes = registry.serdes(Duration.ofSeconds(20));
        producer = new KafkaProducer<>(client(), new StringSerializer(), new ByteArraySerializer());
        try (Admin admin = Admin.create(client())) {
            topics.create(admin, (short) 1);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        producer.close();
        serdes.close();
        registry.close();
        broker.close();
    }

    private Map<String, Object> client() {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    public String bootstrapServers() {
        return broker.bootstrapServers();
    }

    /** An instance of the service that reads them; the test closes it. */
    public RunningInstance start(Path model, String name, Path state) throws ModelException {
        return new RunningInstance(broker.bootstrapServers(), topics, registry, model, name, state);
    }

    public void send(FeatureWindow... windows) {
        String topic = topics.audioFeatures().name();
        Serializer<FeatureWindow> writer = serdes.serializer();
        for (FeatureWindow window : windows) {
            window.setCapturedAt(BEGUN.plus(Duration.between(Windows.START, window.getCapturedAt())));
            producer.send(new ProducerRecord<>(topic, window.getStreamId(), writer.serialize(topic, window)));
        }
        producer.flush();
    }

    public void send(long attempt, FeatureWindow... windows) {
        for (FeatureWindow window : windows) {
            window.setAttempt(attempt);
        }
        send(windows);
    }
}
