package io.genrestream.inference;

import io.genrestream.event.FeatureWindow;
import io.genrestream.registry.EventSerdes;
import io.genrestream.topic.TopicCatalogue;
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

/** Writes windows to a real broker as the feature service does, captured as many seconds after now as after their start. */
public final class WindowTopic implements AutoCloseable {
    private static final Instant BEGUN = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final TopicCatalogue topics;
    private final EventSerdes serdes;
    private final KafkaProducer<String, byte[]> producer;

    /** Creates all topics. */
    public WindowTopic(String bootstrap, TopicCatalogue topics, StubRegistry registry) {
        this.topics = topics;
        this.serdes = registry.serdes(Duration.ofSeconds(20));
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrap), new StringSerializer(), new ByteArraySerializer());
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
            topics.create(admin, (short) 1);
        }
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

    @Override
    public void close() {
        producer.close();
        serdes.close();
    }
}
