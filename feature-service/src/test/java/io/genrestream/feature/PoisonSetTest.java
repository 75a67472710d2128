package io.genrestream.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.testkit.BrokerTopics;
import io.genrestream.testkit.SynthesizedAudio;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every record that could stop a partition, on a real broker and on one partition, and after them an upload. What a
 * program's own fault does is shown in {@code streams-runtime}, where one can be made.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PoisonSetTest {
    private static final int RATE = 22_050;
    private static final Instant YEAR_AHEAD = Instant.now().plus(Duration.ofDays(365));

    private RunningTopology system;

    @BeforeAll
    void start(@TempDir Path state) {
        system = new RunningTopology("poison-set.", 1, state);
    }

    @AfterAll
    void stop() {
        system.close();
    }

    @Test
    void shouldGiveAGoodUploadItsWindowsAfterThePoison() throws Exception {
        String chunks = system.topics.audioChunks().name();
        letRecordsComeFromTheFuture(chunks);
        try (KafkaProducer<byte[], byte[]> producer =
                system.producer(Map.of("compression.type", "zstd", "max.request.size", 32 << 20))) {
            poison(producer, chunks);
            upload("good", chunk -> {})
                    .forEach(value -> send(producer, chunks, null, "good", value, new RecordHeaders()));
            producer.flush();
        }

        system.start();

        List<FeatureWindow> windows = windows(found -> endOf(found, "good"));
        assertThat(windows)
                .filteredOn(window -> window.getStreamId().equals("good"))
                .extracting(FeatureWindow::getWindowIndex)
                .containsExactly(0, 1, 2);
        // Wrong clocks cost a stream nothing.
        for (String id : List.of("ahead", "far-ahead", "before-1970", "stamped-ahead")) {
            assertThat(windows)
                    .filteredOn(window -> window.getStreamId().equals(id))
                    .hasSize(3)
                    .allSatisfy(window -> assertThat(window.getCapturedAt())
                            .isBetween(
                                    Instant.now().minus(Duration.ofMinutes(5)),
                                    Instant.now().plus(Duration.ofMinutes(1))));
        }
        // A wrong rate ends all the same.
        assertThat(windows)
                .filteredOn(window -> window.getStreamId().equals("wrong-rate"))
                .singleElement()
                .satisfies(window -> assertThat(window.getEndReason()).isEqualTo(EndReason.COMPLETE));

        List<ConsumerRecord<byte[], byte[]>> letters =
                system.records.await(system.topics.deadChunks().name(), found -> found.size() >= 16);
        assertThat(letters)
                .extracting(letter -> BrokerTopics.header(letter, "genrestream.code"))
                .containsExactly(
                        "OVERSIZE_RECORD",
                        "BAD_MAGIC_BYTE",
                        "BAD_MAGIC_BYTE",
                        "BAD_MAGIC_BYTE",
                        "OVERSIZE_RECORD",
                        "EMPTY_RECORD",
                        "EMPTY_RECORD",
                        "KEY_MISMATCH",
                        "KEY_MISMATCH",
                        "INVALID_CHUNK",
                        "INVALID_CHUNK",
                        "WRONG_SAMPLE_RATE",
                        "WRONG_SAMPLE_RATE",
                        "WRONG_SAMPLE_RATE",
                        "WRONG_SAMPLE_RATE",
                        "WRONG_SAMPLE_RATE");
        assertThat(BrokerTopics.header(letters.getFirst(), "genrestream.cut.value"))
                .isEqualTo(Integer.toString(3 << 20));
        assertThat(BrokerTopics.header(letters.get(1), "genrestream.cut.headers"))
                .isEqualTo(Integer.toString((2 << 20) + "large".length() + 10));
        assertThat(BrokerTopics.header(letters.get(3), "genrestream.cut.key")).isEqualTo(Integer.toString(2 << 20));
        assertThat(system.meters
                        .counter("genrestream_faults_total", "class", "RECORD")
                        .count())
                .isEqualTo(letters.size());
        assertThat(system.meters
                        .counter("genrestream_faults_total", "class", "PROGRAM")
                        .count())
                .isZero();
        assertThat(system.runtime().readiness().ready()).isTrue();
    }

    private void poison(KafkaProducer<byte[], byte[]> producer, String chunks) {
        byte[] noEvent = "no event".getBytes(UTF_8);
        RecordHeaders one = new RecordHeaders();
        one.add("large", new byte[2 << 20]);
        RecordHeaders many = new RecordHeaders();
        for (int i = 0; i < 100_000; i++) {
            many.add("h", new byte[] {1});
        }
        RecordHeaders all = new RecordHeaders(many);
        all.add("large", new byte[2 << 20]);
        send(producer, chunks, null, "zeros", new byte[3 << 20], new RecordHeaders());
        send(producer, chunks, null, "headers", noEvent, one);
        send(producer, chunks, null, "headers", noEvent, many);
        send(producer, chunks, null, "k".repeat(2 << 20), noEvent, new RecordHeaders());
        send(producer, chunks, null, "k".repeat(2 << 20), new byte[3 << 20], all);
        send(producer, chunks, null, null, null, new RecordHeaders());
        send(producer, chunks, null, "", null, one);
        byte[] chunk = upload("keyless", change -> {}).getFirst();
        send(producer, chunks, null, null, chunk, new RecordHeaders());
        send(producer, chunks, null, "", chunk, new RecordHeaders());
        send(
                producer,
                chunks,
                null,
                "a\ud800b",
                upload("a\ud800b", change -> {}).getFirst(),
                new RecordHeaders());
        send(
                producer,
                chunks,
                null,
                "attributes",
                upload("attributes", change -> change.setAttributes(Map.of("\udfff".repeat(3_000), "\ud800")))
                        .getFirst(),
                new RecordHeaders());
        upload("wrong-rate", change -> change.setSampleRate(48_000))
                .forEach(value -> send(producer, chunks, null, "wrong-rate", value, new RecordHeaders()));
        upload("ahead", change -> change.setCapturedAt(YEAR_AHEAD))
                .forEach(value -> send(producer, chunks, null, "ahead", value, new RecordHeaders()));
        upload("far-ahead", change -> change.setCapturedAt(Instant.ofEpochMilli(Long.MAX_VALUE)))
                .forEach(value -> send(producer, chunks, null, "far-ahead", value, new RecordHeaders()));
        upload("before-1970", change -> change.setCapturedAt(Instant.parse("1969-07-20T20:17:00Z")))
                .forEach(value -> send(producer, chunks, 0L, "before-1970", value, new RecordHeaders()));
        upload("stamped-ahead", change -> change.setCapturedAt(YEAR_AHEAD))
                .forEach(value ->
                        send(producer, chunks, YEAR_AHEAD.toEpochMilli(), "stamped-ahead", value, new RecordHeaders()));
    }

    private static void send(
            KafkaProducer<byte[], byte[]> producer,
            String topic,
            Long timestamp,
            String key,
            byte[] value,
            RecordHeaders headers) {
        byte[] keyBytes = key == null ? null : key.getBytes(UTF_8);
        producer.send(new ProducerRecord<>(topic, 0, timestamp, keyBytes, value, headers), (sent, refused) -> {
            if (refused != null) {
                throw new AssertionError("The broker did not take the poison", refused);
            }
        });
    }

    /** As an operator may have it, or a broker whose clock is wrong. */
    private void letRecordsComeFromTheFuture(String topic) throws Exception {
        Collection<AlterConfigOp> settings = List.of(new AlterConfigOp(
                new ConfigEntry("message.timestamp.after.max.ms", Long.toString(Long.MAX_VALUE)),
                AlterConfigOp.OpType.SET));
        try (var admin = system.admin()) {
            admin.incrementalAlterConfigs(Map.of(new ConfigResource(ConfigResource.Type.TOPIC, topic), settings))
                    .all()
                    .get();
        }
    }

    /** Five seconds of music in chunks of one. */
    private List<byte[]> upload(String id, Consumer<AudioChunk> change) {
        short[] pcm = SynthesizedAudio.music(RATE, 1, 5, 1).pcm16(0);
        return IntStream.range(0, 5)
                .mapToObj(second -> {
                    ByteBuffer samples = ByteBuffer.allocate(2 * RATE).order(ByteOrder.LITTLE_ENDIAN);
                    samples.asShortBuffer().put(pcm, second * RATE, RATE);
                    AudioChunk chunk = AudioChunk.newBuilder()
                            .setStreamId(id)
                            .setAttempt(1)
                            .setSequence(second)
                            .setStartSample((long) second * RATE)
                            .setSamples(samples)
                            .setEndReason(second == 4 ? EndReason.COMPLETE : EndReason.NONE)
                            .setCapturedAt(Instant.now())
                            .build();
                    change.accept(chunk);
                    return system.bytes(chunk);
                })
                .toList();
    }

    private List<FeatureWindow> windows(Predicate<List<FeatureWindow>> enough) {
        String topic = system.topics.audioFeatures().name();
        Deserializer<FeatureWindow> deserializer = system.serdes().deserializer(FeatureWindow.class);
        List<ConsumerRecord<byte[], byte[]>> records = system.records.await(
                topic,
                found -> enough.test(found.stream()
                        .map(record -> deserializer.deserialize(topic, record.value()))
                        .toList()));
        assertThat(records)
                .allSatisfy(record -> assertThat(record.timestamp())
                        .isBetween(
                                Instant.now().minus(Duration.ofMinutes(5)).toEpochMilli(),
                                Instant.now().plus(Duration.ofMinutes(1)).toEpochMilli()));
        return records.stream()
                .map(record -> deserializer.deserialize(topic, record.value()))
                .toList();
    }

    private static boolean endOf(List<FeatureWindow> windows, String id) {
        return windows.stream()
                .anyMatch(window -> window.getStreamId().equals(id) && window.getEndReason() != EndReason.NONE);
    }
}
