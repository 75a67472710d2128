package io.genrestream.cli.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.event.TrackGenre;
import io.genrestream.registry.EventSerializer;
import io.genrestream.testkit.InJvmBroker;
import io.genrestream.testkit.StubRegistry;
import io.genrestream.topic.TopicCatalogue;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class EventLogTest {
    private final TopicCatalogue topics = new TopicCatalogue("", 1);
    private final String tracks = topics.genreTracks().name();
    private final InJvmBroker broker = InJvmBroker.start();
    private final StubRegistry registry = new StubRegistry(topics);
    private final Connection connection = new Connection(broker.bootstrapServers(), registry.url(), "", Map.of());

    @AfterEach
    void stop() {
        registry.close();
        broker.close();
    }

    @Test
    void shouldPassOverRecordsThatNobodyCanRead() throws Exception {
        try (Admin admin = Admin.create(connection.properties())) {
            topics.create(admin, (short) 1);
        }
        publish(new byte[] {7, 7, 7});
        publish(new byte[] {0, 0, 0, 0, 99, 1});
        publish(readable());
        publish(null);

        List<ConsumerRecord<String, SpecificRecord>> read = new CopyOnWriteArrayList<>();
        Thread reader;
        try (EventLog log = new EventLog(connection, List.of(tracks), true)) {
            reader = Thread.ofVirtual().start(() -> log.read(read::add));
            await().until(() -> read.size() == 2);
        }
        reader.join();

        assertThat(read.getFirst().value()).isInstanceOf(TrackGenre.class);
        assertThat(read.getLast().value()).isNull();
    }

    private byte[] readable() {
        try (EventSerializer<TrackGenre> serializer = new EventSerializer<>()) {
            serializer.configure(connection.properties(), false);
            return serializer.serialize(
                    tracks, TrackGenre.newBuilder().setStreamId("song").build());
        }
    }

    private void publish(byte[] value) throws Exception {
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(connection.properties(), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(tracks, "song", value)).get();
        }
    }
}
