package io.genrestream.ingest.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.publish.ChunkLength;
import io.genrestream.ingest.publish.ChunkTopic;
import io.genrestream.ingest.publish.Publishing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class LivePublisherTest {
    private static final int RATE = 22_050;
    private static final int CHUNK = 1_000;
    private static final Instant START = Instant.ofEpochSecond(1_000_000);

    private final AtomicReference<Instant> now = new AtomicReference<>(START);
    private final MockProducer<String, SpecificRecord> producer =
            new MockProducer<>(false, null, new StringSerializer(), (_, _) -> new byte[0]);
    private final AtomicInteger epoch = new AtomicInteger(4);
    private final AtomicReference<IngestException> refusal = new AtomicReference<>();
    private final LiveTotals totals = new LiveTotals(RATE);
    private final Publishing publishing = new Publishing(
            new ChunkTopic(producer, "audio.chunks", RATE, new TestClock()),
            new ChunkLength(CHUNK),
            new Publishing.InFlightLimit(4, new Semaphore(100)),
            Publishing.Pacing.NONE,
            () -> {},
            (_, _) -> {});
    private final StreamStatus started = StreamStatus.newBuilder()
            .setStreamId("s")
            .setAttempt(7)
            .setEpoch(5)
            .setLive(true)
            .setDroppedSeconds(2)
            .setStartedAt(START)
            .build();
    private final LivePublisher publisher =
            new LivePublisher(started, publishing.of(started), publishing, this::nextEpoch, totals);

    @Test
    void shouldBeginAnEpochAtTheMediaTimeOfTheClock() {
        now.set(START.plusSeconds(2));
        publisher.nextEpoch();
        publisher.add(new short[2 * CHUNK], 2 * CHUNK);
        now.set(START.plus(Duration.ofHours(9)));
        publisher.nextEpoch();
        publisher.add(new short[CHUNK], CHUNK);

        assertThat(chunks())
                .extracting(AudioChunk::getEpoch, AudioChunk::getSequence, AudioChunk::getStartSample)
                .containsExactly(
                        tuple(5, 0L, 2L * RATE), tuple(5, 1L, 2L * RATE + CHUNK), tuple(6, 0L, 9L * 3_600 * RATE));
    }

    @Test
    void shouldPublishTheRestOfAChunkAtABreak() {
        publisher.nextEpoch();
        publisher.add(new short[CHUNK + 300], CHUNK + 300);
        publisher.breakOff();

        assertThat(chunks())
                .extracting(chunk -> chunk.getSamples().remaining() / 2)
                .containsExactly(CHUNK, 300);
    }

    @Test
    void shouldDropWhatABrokerDoesNotTakeAndGoOnInAnotherEpoch() {
        publisher.nextEpoch();
        publisher.add(new short[4 * CHUNK], 4 * CHUNK);
        for (int i = 0; i < 100; i++) {
            publisher.add(new short[CHUNK], CHUNK);
        }
        assertThat(chunks()).hasSize(4);
        assertThat(totals.droppedSeconds()).isEqualTo(100.0 * CHUNK / RATE);

        acknowledge(2);
        now.set(START.plusSeconds(20));
        await().until(() -> {
            publisher.add(new short[10], 10);
            return epoch.get() == 6;
        });
        publisher.add(new short[CHUNK], CHUNK);

        await().untilAsserted(() -> {
            publisher.add(new short[10], 10);
            assertThat(chunks().getLast()).satisfies(chunk -> {
                assertThat(chunk.getEpoch()).isEqualTo(6);
                assertThat(chunk.getSequence()).isZero();
                assertThat(chunk.getStartSample()).isEqualTo(20L * RATE);
            });
        });
        StreamStatus told = StreamStatus.newBuilder(started).build();
        publisher.writeTo(told);
        assertThat(told.getDroppedSeconds()).isEqualTo(2 + totals.droppedSeconds());
    }

    @Test
    void shouldPublishNothingInAnEpochThatTheLogDoesNotHave() {
        refusal.set(new IngestException(IngestError.BROKER_UNAVAILABLE));
        publisher.nextEpoch();
        publisher.add(new short[CHUNK], CHUNK);
        assertThat(chunks()).isEmpty();

        refusal.set(null);
        await().until(() -> {
            publisher.add(new short[CHUNK], CHUNK);
            return !chunks().isEmpty();
        });
        assertThat(chunks().getFirst().getEpoch()).isEqualTo(5);
    }

    @Test
    void shouldPublishNothingOnceItIsStopped() {
        publisher.nextEpoch();
        publisher.add(new short[CHUNK], CHUNK);
        publisher.stop();
        publisher.nextEpoch();
        publisher.add(new short[2 * CHUNK], 2 * CHUNK);

        assertThat(chunks()).hasSize(1);
        assertThat(totals.droppedSeconds()).isZero();
    }

    private int nextEpoch() {
        IngestException refused = refusal.get();
        if (refused != null) {
            throw refused;
        }
        return epoch.incrementAndGet();
    }

    private void acknowledge(int count) {
        for (int i = 0; i < count; i++) {
            producer.completeNext();
        }
    }

    private List<AudioChunk> chunks() {
        return producer.history().stream()
                .map(sent -> (AudioChunk) sent.value())
                .toList();
    }

    /** The time that the test says. */
    private final class TestClock extends Clock {
        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
