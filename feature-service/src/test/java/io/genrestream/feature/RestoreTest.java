package io.genrestream.feature;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.event.AudioChunk;
import io.genrestream.testkit.SynthesizedAudio;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A service that takes live streams up again reads their state from the changelogs. With
 * {@code -Dgenrestream.restore.streams=1000} it prints the figure for a thousand.
 */
class RestoreTest {
    private static final int STREAMS = Integer.getInteger("genrestream.restore.streams", 50);
    /** Beyond the rolling range of 30 s, so that a stream's state is as large as it gets. */
    private static final int SECONDS = 40;

    private static final int RATE = 22_050;

    @Test
    void shouldTakeLiveStreamsUpAgainSoon(@TempDir Path state) {
        try (RunningTopology system = new RunningTopology("restore.", 12, state)) {
            system.start();
            sendLiveStreams(system);
            awaitSeconds(system, (double) STREAMS * SECONDS);
            system.stop();
            AtomicLong records = new AtomicLong();

            long[] times = new long[2];
            system.start(application -> {
                times[0] = System.nanoTime();
                application.setGlobalStateRestoreListener(counting(records));
            });
            await().atMost(Duration.ofMinutes(2))
                    .until(() -> system.runtime()
                            .streams()
                            .map(running -> running.state() == KafkaStreams.State.RUNNING)
                            .orElse(false));
            times[1] = System.nanoTime();

            Duration took = Duration.ofNanos(times[1] - times[0]);
            System.out.printf(
                    "%d live streams taken up in %d ms, %d records read%n", STREAMS, took.toMillis(), records.get());
            assertThat(records.get()).isGreaterThan(STREAMS);
            // To show a hang, not to measure.
            assertThat(took).isLessThan(Duration.ofSeconds(60));
        }
    }

    private static void sendLiveStreams(RunningTopology system) {
        short[] pcm = SynthesizedAudio.music(RATE, 1, SECONDS, 1).pcm16(0);
        String topic = system.topics.audioChunks().name();
        try (KafkaProducer<byte[], byte[]> producer = system.producer(Map.of("linger.ms", 20, "batch.size", 1 << 19))) {
            for (int second = 0; second < SECONDS; second++) {
                ByteBuffer samples = ByteBuffer.allocate(2 * RATE).order(ByteOrder.LITTLE_ENDIAN);
                samples.asShortBuffer().put(pcm, second * RATE, RATE);
                for (int i = 0; i < STREAMS; i++) {
                    String id = "live-" + i;
                    AudioChunk chunk = AudioChunk.newBuilder()
                            .setStreamId(id)
                            .setAttempt(1)
                            .setSequence(second)
                            .setStartSample((long) second * RATE)
                            .setSamples(samples.duplicate())
                            .setLive(true)
                            .setCapturedAt(Instant.now())
                            .build();
                    producer.send(new ProducerRecord<>(topic, id.getBytes(UTF_8), system.bytes(chunk)));
                }
            }
        }
    }

    private static void awaitSeconds(RunningTopology system, double seconds) {
        await().atMost(Duration.ofMinutes(30))
                .until(() -> system.meters
                                .counter("genrestream_audio_in_seconds_total", "source", "live")
                                .count()
                        >= seconds);
    }

    private static StateRestoreListener counting(AtomicLong records) {
        return new StateRestoreListener() {
            @Override
            public void onRestoreStart(TopicPartition partition, String store, long from, long to) {}

            @Override
            public void onBatchRestored(TopicPartition partition, String store, long end, long restored) {
                records.addAndGet(restored);
            }

            @Override
            public void onRestoreEnd(TopicPartition partition, String store, long restored) {}
        };
    }
}
