package io.genrestream.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.testkit.InJvmBroker;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;

class ConsumerLagTest {
    @Test
    void shouldTellTheLagOfTheServiceThatIsFurthestBehind() throws Exception {
        try (InJvmBroker broker = InJvmBroker.start()) {
            Map<String, Object> client = Map.of("bootstrap.servers", broker.bootstrapServers());
            try (Admin admin = Admin.create(client);
                    ConsumerLag lag = new ConsumerLag(
                            client, Map.of("features", "chunks", "inference", "windows", "nobody", "chunks"))) {
                admin.createTopics(List.of(new NewTopic("chunks", 3, (short) 1), new NewTopic("windows", 3, (short) 1)))
                        .all()
                        .get();
                produce(client, "chunks", 0, 10);
                produce(client, "windows", 0, 5);
                produce(client, "windows", 1, 5);
                produce(client, "chunks", 2, 5);
                commit(admin, "features", "chunks", 0, 8);
                commit(admin, "features", "chunks", 1, 0);
                commit(admin, "inference", "windows", 0, 1);
                commit(admin, "inference", "windows", 1, 5);

                assertThat(lag.byPartition()).isEqualTo(Map.of(0, 4L, 1, 0L));
            }
        }
    }

    private static void produce(Map<String, Object> client, String topic, int partition, int records) throws Exception {
        try (var producer = new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (int i = 0; i < records; i++) {
                producer.send(new ProducerRecord<>(topic, partition, null, new byte[1]))
                        .get();
            }
        }
    }

    private static void commit(Admin admin, String group, String topic, int partition, long offset) throws Exception {
        admin.alterConsumerGroupOffsets(
                        group, Map.of(new TopicPartition(topic, partition), new OffsetAndMetadata(offset)))
                .all()
                .get();
    }
}
