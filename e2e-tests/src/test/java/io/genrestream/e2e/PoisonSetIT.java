package io.genrestream.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.registry.EventSerializer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that was ever seen to stop a partition, on one partition of a running system, and then an upload on the same
 * one. The broker takes each of these records: it counts compressed bytes and looks into no value.
 */
@ExtendWith(RunningSystem.Extension.class)
class PoisonSetIT {
    private static final String GOOD = "beside-the-poison";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final long FAR_FUTURE = Instant.parse("9999-12-31T23:59:59Z").toEpochMilli();
    private static final byte[] NOTHING = null;
    private static final Long NOW = null;

    @TempDir
    private Path folder;

    @Test
    void shouldAnswerAnUploadOnThePartitionOfThePoison(RunningSystem system) throws Exception {
        int partition = partitionOf(GOOD, system);
        List<ProducerRecord<byte[], byte[]>> poison = new ArrayList<>();
        for (String topic : List.of("audio.chunks", "audio.features")) {
            poison.addAll(oversize(topic, partition));
            poison.addAll(oddKeys(topic, partition));
        }
        chunks().forEach(chunk -> poison.add(record("audio.chunks", partition, chunk.getStreamId(), chunk, system)));
        windows()
                .forEach(window ->
                        poison.add(record("audio.features", partition, window.getStreamId(), window, system)));

        publish(system, poison);

        HttpResponse<String> answer = upload(system, GOOD);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).contains("\"final\":true");
        for (String service : List.of("ingestUrl", "inferenceUrl")) {
            assertReady(URI.create(system.status().path(service).asText()));
        }
    }

    private static int partitionOf(String streamId, RunningSystem system) {
        try (Admin admin = Admin.create(system.connection().properties())) {
            int partitions = admin.describeTopics(List.of("audio.chunks"))
                    .topicNameValues()
                    .get("audio.chunks")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join()
                    .partitions()
                    .size();
            return Utils.toPositive(Utils.murmur2(streamId.getBytes(UTF_8))) % partitions;
        }
    }

    /** Records that compression makes small enough for the topic, and no producer of ours could write as they are. */
    private static List<ProducerRecord<byte[], byte[]>> oversize(String topic, int partition) {
        byte[] zeros = new byte[3_000_000];
        byte[] key = "oversize".getBytes(UTF_8);
        List<Header> large = List.of(new RecordHeader("large", new byte[2_000_000]));
        List<Header> many = IntStream.range(0, 100_000)
                .<Header>mapToObj(i -> new RecordHeader("n", new byte[1]))
                .toList();
        List<Header> nulls = Collections.nCopies(3, new RecordHeader("null", (byte[]) null));
        return List.of(
                new ProducerRecord<>(topic, partition, NOW, key, zeros),
                new ProducerRecord<>(topic, partition, NOW, key, new byte[10], large),
                new ProducerRecord<>(topic, partition, NOW, key, new byte[10], many),
                new ProducerRecord<>(topic, partition, NOW, key, new byte[10], nulls),
                new ProducerRecord<>(topic, partition, NOW, zeros, zeros));
    }

    private static List<ProducerRecord<byte[], byte[]>> oddKeys(String topic, int partition) {
        return List.of(
                new ProducerRecord<>(topic, partition, NOW, NOTHING, new byte[10]),
                new ProducerRecord<>(topic, partition, NOW, NOTHING, NOTHING),
                new ProducerRecord<>(topic, partition, NOW, new byte[0], new byte[0]),
                new ProducerRecord<>(topic, partition, NOW, new byte[] {(byte) 0xff, 0, 10}, NOTHING),
                new ProducerRecord<>(topic, partition, 0L, "old".getBytes(UTF_8), new byte[10]));
    }

    private static List<AudioChunk> chunks() {
        List<AudioChunk> chunks = new ArrayList<>();
        for (long captured :
                List.of(Instant.now().plus(Duration.ofDays(365)).toEpochMilli(), FAR_FUTURE, Long.MAX_VALUE, -1L, 1L)) {
            chunks.add(chunk("captured-" + captured)
                    .setCapturedAt(instant(captured))
                    .build());
        }
        chunks.add(chunk("wrong-rate").setSampleRate(8_000).build());
        chunks.add(chunk("no-rate").setSampleRate(0).build());
        chunks.add(chunk("odd").setSamples(ByteBuffer.allocate(3)).build());
        chunks.add(chunk("late-start").setStartSample(Long.MAX_VALUE).build());
        chunks.add(chunk("early-start").setStartSample(Long.MIN_VALUE).build());
        chunks.add(chunk("last-sequence").setSequence(Long.MAX_VALUE).build());
        chunks.add(chunk("last-epoch").setEpoch(Integer.MAX_VALUE).build());
        chunks.add(chunk("no-attempt").setAttempt(-1).build());
        chunks.add(chunk("last-attempt").setAttempt(Long.MAX_VALUE).build());
        chunks.add(chunk("attributes")
                .setAttributes(Map.of("a", "x".repeat(900_000)))
                .build());
        chunks.add(chunk("id").setExternalId("x".repeat(900_000)).build());
        chunks.add(chunk("deleted").setEndReason(EndReason.DELETED).build());
        chunks.add(chunk("unknown-end").setEndReason(EndReason.UNKNOWN).build());
        return chunks;
    }

    private static AudioChunk.Builder chunk(String streamId) {
        return AudioChunk.newBuilder()
                .setStreamId(streamId)
                .setSamples(ByteBuffer.allocate(44_100))
                .setEndReason(EndReason.COMPLETE)
                .setCapturedAt(Instant.now());
    }

    private static List<FeatureWindow> windows() {
        List<FeatureWindow> windows = new ArrayList<>();
        for (long captured : List.of(FAR_FUTURE, Long.MAX_VALUE, -1L, 1L)) {
            windows.add(window("window-" + captured)
                    .setCapturedAt(instant(captured))
                    .build());
        }
        byte[] notANumber = new byte[96 * 4];
        Arrays.fill(notANumber, (byte) 0xff);
        windows.add(
                window("not-a-number").setLogMelDb(ByteBuffer.wrap(notANumber)).build());
        windows.add(window("frames").setFrames(Integer.MAX_VALUE).build());
        windows.add(window("negative").setFrames(-1).setHeardFrames(-1).build());
        windows.add(window("no-time")
                .setStartSample(-1)
                .setEndSample(Long.MIN_VALUE)
                .build());
        windows.add(window("last-attempt").setAttempt(Long.MAX_VALUE).build());
        return windows;
    }

    private static FeatureWindow.Builder window(String streamId) {
        return FeatureWindow.newBuilder()
                .setStreamId(streamId)
                .setFrames(1)
                .setHeardFrames(1)
                .setBands(96)
                .setLogMelDb(ByteBuffer.allocate(96 * 4))
                .setEndReason(EndReason.COMPLETE)
                .setCapturedAt(Instant.now());
    }

    private static Instant instant(long millis) {
        return Instant.ofEpochMilli(millis);
    }

    private static ProducerRecord<byte[], byte[]> record(
            String topic, int partition, String key, SpecificRecord event, RunningSystem system) {
        try (EventSerializer<SpecificRecord> serializer = new EventSerializer<>()) {
            serializer.configure(system.connection().properties(), false);
            return new ProducerRecord<>(topic, partition, NOW, key.getBytes(UTF_8), serializer.serialize(topic, event));
        }
    }

    private static void publish(RunningSystem system, List<ProducerRecord<byte[], byte[]>> records) throws Exception {
        Map<String, Object> properties = system.connection().properties();
        properties.put("max.request.size", 20_000_000);
        properties.put("compression.type", "zstd");
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
            for (ProducerRecord<byte[], byte[]> record : records) {
                Future<RecordMetadata> written = producer.send(record);
                written.get();
            }
        }
    }

    private HttpResponse<String> upload(RunningSystem system, String id) throws Exception {
        Path track = Music.synthesised(folder, id, 6, 3);
        HttpRequest request = HttpRequest.newBuilder(system.ingest().resolve("/v1/streams/" + id))
                .header("Prefer", "wait=" + PATIENCE.toSeconds())
                .PUT(BodyPublishers.ofFile(track))
                .build();
        return send(request);
    }

    private static void assertReady(URI service) {
        await().atMost(PATIENCE).until(() -> Answers.isReady(service));
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.ofString());
        }
    }
}
