package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.cli.connect.Connection;
import io.genrestream.event.FeatureWindow;
import io.genrestream.registry.EventSerializer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Records that nobody can use go to the dead letters, whole and with a code, and disturb no stream beside them. */
@ExtendWith(RunningSystem.Extension.class)
class PoisonIT {
    @TempDir
    private Path folder;

    @Test
    void shouldBuryUnreadableRecordsAndGoOn(RunningSystem system) throws Exception {
        byte[] random = new byte[500];
        new Random(1).nextBytes(random);
        random[0] = 7;
        byte[] wrongMagic = {1, 0, 0, 0, 1, 2, 3};
        byte[] unknownId =
                ByteBuffer.allocate(20).put((byte) 0).putInt(2_000_000_000).array();
        for (String topic : List.of("audio.chunks", "audio.features")) {
            for (byte[] poison : List.of(random, wrongMagic, unknownId)) {
                publish(system.connection(), topic, "poisoned", poison);
            }
        }

        Launcher.Finished send = system.run(
                "send", "--json", Music.synthesised(folder, "beside", 6, 3).toString());

        assertThat(send.status()).as(send.out() + send.err()).isZero();
        for (String topic : List.of("dlq.audio.chunks", "dlq.audio.features")) {
            // Letters of other tests may lie there before.
            List<ConsumerRecord<String, byte[]>> dead = await().atMost(Duration.ofSeconds(60))
                    .until(() -> read(system.connection(), topic), letters -> isAmong(letters, unknownId));
            assertThat(dead).extracting(ConsumerRecord::value).contains(random, wrongMagic, unknownId);
            assertThat(dead)
                    .allSatisfy(letter ->
                            assertThat(header(letter, "genrestream.code")).matches("[A-Z_]+"));
        }
    }

    @Test
    void shouldBuryAWindowOfAnotherFrontEnd(RunningSystem system) throws Exception {
        FeatureWindow foreign = FeatureWindow.newBuilder()
                .setStreamId("foreign")
                .setFrontEndDigest("0123456789abcdef")
                .setFrames(1)
                .setHeardFrames(1)
                .setBands(96)
                .setLogMelDb(ByteBuffer.allocate(96 * 4))
                .build();
        try (EventSerializer<FeatureWindow> serializer = new EventSerializer<>()) {
            serializer.configure(system.connection().properties(), false);
            publish(system.connection(), "audio.features", "foreign", serializer.serialize("audio.features", foreign));
        }

        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(read(system.connection(), "dlq.audio.features"))
                        .extracting(letter -> header(letter, "genrestream.code"))
                        .contains("WRONG_FRONT_END"));
    }

    @Test
    void shouldHaveTheBrokerRefuseAnOversizeRecord(RunningSystem system) {
        byte[] oversize = new byte[3_000_000];

        assertThat(Stream.of("audio.chunks", "audio.features")).allSatisfy(topic -> {
            try {
                publish(system.connection(), topic, "oversize", oversize);
                throw new AssertionError(topic + " took a record of " + oversize.length + " bytes");
            } catch (ExecutionException refused) {
                assertThat(refused).hasCauseInstanceOf(RecordTooLargeException.class);
            }
        });
    }

    private static void publish(Connection connection, String topic, String key, byte[] value)
            throws ExecutionException, InterruptedException {
        Map<String, Object> properties = connection.properties();
        properties.put("max.request.size", 10_000_000);
        try (KafkaProducer<String, byte[]> producer =
                new KafkaProducer<>(properties, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(topic, key, value)).get();
        }
    }

    private static List<ConsumerRecord<String, byte[]>> read(Connection connection, String topic) {
        Map<String, Object> properties = connection.properties();
        properties.put("isolation.level", "read_committed");
        List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<String, byte[]> consumer =
                new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(records::add);
            }
        }
        return records;
    }

    private static boolean isAmong(List<ConsumerRecord<String, byte[]>> letters, byte[] value) {
        return letters.stream().anyMatch(letter -> Arrays.equals(letter.value(), value));
    }

    private static String header(ConsumerRecord<?, ?> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }
}
