package recommender;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Says which known tracks sound most like each new one, by the embeddings on {@code genre.tracks}. The tracks whose results
 * are on the topic at the start are the library; each later one is compared with it and joins it. The topic is compacted, so
 * it is the index: nothing is stored. Kafka's and Avro's clients alone, no code of Genrestream's.
 */
public final class Recommender {
    private static final String TOPIC = "genre.tracks";
    private static final int NEIGHBOURS = 5;

    private final RegistryReader reader;
    private final Library library = new Library();

    private Recommender(String registry) {
        reader = new RegistryReader(registry);
    }

    /** @param arguments bootstrap servers and the registry's Confluent-protocol address, as `status --json` has them */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments.length != 2) {
            System.err.println("Usage: java -jar recommender.jar BOOTSTRAP-SERVERS SCHEMA-REGISTRY-URL");
            System.exit(2);
        }
        Properties settings = new Properties();
        settings.put(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, arguments[0]);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        // No group: everybody who recommends reads all partitions, from their beginning.
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            new Recommender(arguments[1]).follow(consumer);
        }
    }

    private void follow(KafkaConsumer<byte[], byte[]> consumer) throws IOException, InterruptedException {
        List<TopicPartition> partitions = consumer.partitionsFor(TOPIC).stream()
                .map(partition -> new TopicPartition(TOPIC, partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        boolean greeted = false;
        while (true) {
            if (!greeted
                    && ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue())) {
                System.out.println(library.size() + " tracks in the library");
                greeted = true;
            }
            for (ConsumerRecord<byte[], byte[]> message : consumer.poll(Duration.ofMillis(200))) {
                if (message.value() == null) {
                    // A tombstone is a result that was deleted.
                    library.remove(new String(message.key(), UTF_8));
                } else {
                    take(reader.read(message.value()), greeted);
                }
            }
        }
    }

    private void take(GenericRecord track, boolean greeted) {
        float[] embedding = floats((ByteBuffer) track.get("embedding"));
        // A rolling result will be followed by a better one.
        if (!(boolean) track.get("final") || embedding.length == 0) {
            return;
        }
        String streamId = track.get("streamId").toString();
        if (greeted) {
            String alike = library.nearest(streamId, embedding, NEIGHBOURS).stream()
                    .map(neighbour -> "%s (%.2f)".formatted(neighbour.streamId(), neighbour.similarity()))
                    .collect(Collectors.joining(", "));
            System.out.printf(
                    "%s [%s] sounds like: %s%n",
                    streamId, track.get("label"), alike.isEmpty() ? "nothing known" : alike);
        }
        library.add(streamId, embedding);
    }

    private static float[] floats(ByteBuffer bytes) {
        float[] floats = new float[bytes.remaining() / Float.BYTES];
        bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
        return floats;
    }
}
