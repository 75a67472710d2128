package io.genrestream.inference.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.inference.RunningInstance;
import io.genrestream.inference.WindowTopic;
import io.genrestream.inference.Windows;
import io.genrestream.inference.track.TrackResults;
import io.genrestream.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the shipped model's state costs on a real broker: written, and read again at a start. */
class RestoreTest {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final TopicCatalogue TOPICS = new TopicCatalogue("", 4);
    private static final int LIVE_STREAMS = 1_000;
    private static final int WINDOWS = 45;

    @RegisterExtension
    private final WindowTopic windows = new WindowTopic(TOPICS);

    @TempDir
    Path state;

    @Test
    void shouldWriteLittleForEachWindowOfAnUpload() throws Exception {
        try (RunningInstance instance = start()) {
            for (int i = 0; i < 200; i++) {
                windows.send(Windows.window("song", i));
            }
            windows.send(Windows.end("song", 200, EndReason.COMPLETE));
            await().atMost(PATIENCE)
                    .until(() -> instance.results()
                            .latest("song")
                            .filter(result -> result.track().getFinal$())
                            .isPresent());
        }

        long written = changelogs().stream().mapToLong(RestoreTest::bytes).sum();
        System.out.printf("An upload of 200 windows writes %d bytes a window to the changelogs%n", written / 200);
        assertThat(written / 200).isLessThan(2_048);
    }

    @Test
    void shouldRestoreAThousandLiveStreamsSoon() throws Exception {
        String model = "station";
        long firstStart = System.nanoTime();
        try (RunningInstance instance = start()) {
            System.out.printf(
                    "With nothing to restore: running after %d ms%n", (System.nanoTime() - firstStart) / 1_000_000);
            for (int i = 0; i < WINDOWS; i++) {
                FeatureWindow window = Windows.window(model, i);
                window.setLive(true);
                windows.send(window);
                int reached = i;
                // One commit a window, as live audio comes.
                await().atMost(PATIENCE)
                        .pollInterval(Duration.ofMillis(20))
                        .until(() -> instance.results()
                                .latest(model)
                                .map(TrackResults.Result::track)
                                .filter(track -> track.getSeconds() * 22_050 >= reached * 17 * 1_920)
                                .isPresent());
            }
        }
        long bytes = copy(model, changelogs());

        long begun = System.nanoTime();
        try (RunningInstance instance = start()) {
            long millis = (System.nanoTime() - begun) / 1_000_000;
            System.out.printf(
                    "%d live streams, %.0f MB of changelog that no cleaner has seen: running after %d ms%n",
                    LIVE_STREAMS, bytes / 1e6, millis);
            assertThat(instance.streams()
                            .store(StoreQueryParameters.fromNameAndType(
                                    TrackStates.STATES, QueryableStoreTypes.keyValueStore()))
                            .approximateNumEntries())
                    .isEqualTo(LIVE_STREAMS + 1);
            FeatureWindow next = Windows.window("copy-7", WINDOWS);
            next.setLive(true);
            windows.send(next);
            await().atMost(PATIENCE)
                    .until(() -> instance.results()
                            .latest("copy-7")
                            .filter(result -> result.track().getWindows() == 21)
                            .isPresent());
        }
    }

    private RunningInstance start() throws Exception {
        RunningInstance instance = windows.start(RunningInstance.SHIPPED, "a", state);
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(instance::isRunning);
        return instance;
    }

    /** Writes the changelogs of one stream once more for each of the others; gives the bytes of keys and values. */
    private long copy(String model, List<ConsumerRecord<byte[], byte[]>> changelogs) {
        long bytes = 0;
        try (KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", windows.bootstrapServers(), "linger.ms", "20"),
                new ByteArraySerializer(),
                new ByteArraySerializer())) {
            for (int i = 0; i < LIVE_STREAMS; i++) {
                String streamId = "copy-" + i;
                int partition = Utils.toPositive(Utils.murmur2(streamId.getBytes(UTF_8))) % TOPICS.partitions();
                for (ConsumerRecord<byte[], byte[]> record : changelogs) {
                    byte[] key = new String(record.key(), UTF_8)
                            .replace(model, streamId)
                            .getBytes(UTF_8);
                    producer.send(new ProducerRecord<>(record.topic(), partition, key, record.value()));
                    bytes += bytes(record);
                }
            }
        }
        return bytes;
    }

    private List<ConsumerRecord<byte[], byte[]>> changelogs() {
        List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", windows.bootstrapServers(), "isolation.level", "read_committed"),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, TOPICS.partitions())
                    .boxed()
                    .flatMap(i -> List.of(TrackStates.STATES, TrackStates.ENTRIES).stream()
                            .map(store ->
                                    new TopicPartition(RunningInstance.APPLICATION + "-" + store + "-changelog", i)))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(place -> consumer.position(place) < ends.get(place))) {
                consumer.poll(Duration.ofMillis(100)).forEach(all::add);
            }
        }
        return all;
    }

    private static long bytes(ConsumerRecord<byte[], byte[]> record) {
        return record.key().length + (record.value() == null ? 0 : record.value().length);
    }
}
