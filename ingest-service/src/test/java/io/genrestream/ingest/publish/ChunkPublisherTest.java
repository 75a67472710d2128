package io.genrestream.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.ingest.fault.IngestException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class ChunkPublisherTest {
    private static final int SECOND = 22_050;

    @Test
    void shouldCutTheSameChunksHoweverTheSamplesCome() {
        for (int step : new int[] {1_000, 7, SECOND, 3 * SECOND}) {
            MockProducer<String, SpecificRecord> producer = producer(true);
            ChunkPublisher publisher = publisher(producer, 4);
            feed(publisher, 2 * SECOND + 500, step);
            publisher.finish(EndReason.COMPLETE);

            assertThat(chunks(producer))
                    .extracting(chunk -> chunk.getSamples().remaining() / 2, AudioChunk::getStartSample)
                    .containsExactly(tuple(SECOND, 0L), tuple(SECOND, (long) SECOND), tuple(500, 2L * SECOND));
            assertThat(publisher.seconds()).isEqualTo((2.0 * SECOND + 500) / SECOND);
        }
    }

    @Test
    void shouldPutTheEndIntoTheLastChunkWhenItIsFull() {
        MockProducer<String, SpecificRecord> producer = producer(true);
        ChunkPublisher publisher = publisher(producer, 4);
        feed(publisher, 2 * SECOND, 1_000);
        publisher.finish(EndReason.COMPLETE);

        assertThat(chunks(producer))
                .extracting(AudioChunk::getEndReason)
                .containsExactly(EndReason.NONE, EndReason.COMPLETE);
    }

    @Test
    void shouldWriteLittleEndianSamplesAndWhatTheStreamCarries() {
        MockProducer<String, SpecificRecord> producer = producer(true);
        ChunkPublisher publisher = publisher(producer, 4);
        publisher.add(new short[] {0x0102, -2}, 2);
        publisher.finish(EndReason.COMPLETE);

        ProducerRecord<String, SpecificRecord> sent = producer.history().getFirst();
        AudioChunk chunk = (AudioChunk) sent.value();
        assertThat(chunk.getSamples().array()).containsExactly(2, 1, -2, -1);
        assertThat(chunk.getAttempt()).isEqualTo(7);
        assertThat(chunk.getEpoch()).isEqualTo(3);
        assertThat(chunk.getAttributes()).isEqualTo(Map.of("k", "v"));
        assertThat(sent.key()).isEqualTo("s");
        assertThat(sent.timestamp()).isEqualTo(chunk.getCapturedAt().toEpochMilli());
    }

    @Test
    void shouldHoldTheDecoderBackWhileTheBrokerIsSlow() throws InterruptedException {
        MockProducer<String, SpecificRecord> producer = producer(false);
        ChunkPublisher publisher = publisher(producer, 2);
        Thread decoder = Thread.ofVirtual().start(() -> {
            feed(publisher, 10 * SECOND, SECOND);
            publisher.finish(EndReason.COMPLETE);
        });

        await().until(() -> producer.history().size() == 2 && decoder.getState() == Thread.State.WAITING);
        producer.completeNext();
        await().until(() -> producer.history().size() == 3);

        while (decoder.isAlive()) {
            producer.completeNext();
        }
        decoder.join();
        assertThat(chunks(producer)).hasSize(10);
    }

    @Test
    void shouldFailWhenTheBrokerDoesNotAcknowledge() {
        MockProducer<String, SpecificRecord> producer = producer(false);
        ChunkPublisher publisher = publisher(producer, 2);
        feed(publisher, SECOND + 1, SECOND + 1);
        producer.errorNext(new TimeoutException("expired"));

        assertThatThrownBy(() -> publisher.finish(EndReason.COMPLETE))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.code()).isEqualTo("BROKER_UNAVAILABLE"));
    }

    @Test
    void shouldPublishALiveChunkAsSoonAsItIsFull() {
        MockProducer<String, SpecificRecord> producer = producer(true);
        ChunkPublisher publisher = publisher(producer, 5_512, 4, true);
        publisher.title("Artist - Song");
        feed(publisher, 2 * 5_512, 1_000);

        assertThat(chunks(producer)).hasSize(2).allSatisfy(chunk -> {
            assertThat(chunk.getLive()).isTrue();
            assertThat(chunk.getTitle()).isEqualTo("Artist - Song");
        });
    }

    @Test
    void shouldRestartSequenceAndGoOnInMediaTimeInTheNextEpoch() {
        MockProducer<String, SpecificRecord> producer = producer(true);
        ChunkPublisher publisher = publisher(producer, 1_000, 4, true);
        feed(publisher, 2_500, 500);
        publisher.flush();
        publisher.nextEpoch(4, 9_000);
        feed(publisher, 1_000, 500);
        publisher.nextEpoch(5, 3);
        feed(publisher, 1_000, 500);

        assertThat(chunks(producer))
                .extracting(AudioChunk::getEpoch, AudioChunk::getSequence, AudioChunk::getStartSample)
                .containsExactly(
                        tuple(3, 0L, 0L),
                        tuple(3, 1L, 1_000L),
                        tuple(3, 2L, 2_000L),
                        tuple(4, 0L, 9_000L),
                        tuple(5, 0L, 10_000L));
    }

    @Test
    void shouldNotWaitLongForTheBrokerWithLiveAudio() {
        MockProducer<String, SpecificRecord> producer = producer(false);
        ChunkPublisher publisher = publisher(producer, 1_000, 2, true);
        feed(publisher, 2_000, 1_000);

        assertThatThrownBy(() -> feed(publisher, 1_000, 1_000))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.code()).isEqualTo("BROKER_UNAVAILABLE"));
        assertThat(publisher.drop()).isEqualTo(1_000);
        assertThat(publisher.unacknowledged()).isEqualTo(2);
    }

    @Test
    void shouldForgetInTheNextEpochWhatFailedBefore() {
        MockProducer<String, SpecificRecord> producer = producer(false);
        ChunkPublisher publisher = publisher(producer, 1_000, 4, true);
        feed(publisher, 2_000, 1_000);
        producer.errorNext(new TimeoutException("expired"));

        publisher.nextEpoch(4, 5_000);
        producer.errorNext(new TimeoutException("expired late"));
        feed(publisher, 1_000, 1_000);

        assertThat(chunks(producer).getLast().getStartSample()).isEqualTo(5_000);
        assertThat(publisher.lostSeconds()).isEqualTo(2_000.0 / SECOND);
    }

    @Test
    void shouldEndChunksWhereTheWindowsOfEachEpochEnd() {
        MockProducer<String, SpecificRecord> producer = producer(true);
        ChunkPublisher publisher = publisher(producer, new ChunkLength(1_200, 1_000), 100, true);

        feed(publisher, 3_500, 100);
        publisher.flush();
        publisher.nextEpoch(4, 10_000);
        feed(publisher, 2_200, 100);

        assertThat(chunks(producer))
                .extracting(AudioChunk::getStartSample)
                .containsExactly(0L, 1_200L, 2_200L, 3_200L, 10_000L, 11_200L);
    }

    private static MockProducer<String, SpecificRecord> producer(boolean acknowledges) {
        return new MockProducer<>(acknowledges, null, new StringSerializer(), (_, _) -> new byte[0]);
    }

    private static ChunkPublisher publisher(MockProducer<String, SpecificRecord> producer, int inFlight) {
        return publisher(producer, SECOND, inFlight, false);
    }

    private static ChunkPublisher publisher(
            MockProducer<String, SpecificRecord> producer, int chunkSamples, int inFlight, boolean live) {
        return publisher(producer, new ChunkLength(chunkSamples), inFlight, live);
    }

    private static ChunkPublisher publisher(
            MockProducer<String, SpecificRecord> producer, ChunkLength length, int inFlight, boolean live) {
        return new ChunkPublisher(
                new Publishing(
                        new ChunkTopic(producer, "audio.chunks", SECOND, Clock.systemUTC()),
                        length,
                        new Publishing.InFlightLimit(inFlight, live ? new Semaphore(100) : null),
                        Publishing.Pacing.NONE,
                        () -> {},
                        (_, _) -> {}),
                new ChunkPublisher.Stream("s", 7, "x", Map.of("k", "v"), live),
                3);
    }

    private static void feed(ChunkPublisher publisher, int samples, int step) {
        for (int done = 0; done < samples; done += step) {
            publisher.add(new short[step], Math.min(step, samples - done));
        }
    }

    private static List<AudioChunk> chunks(MockProducer<String, SpecificRecord> producer) {
        List<AudioChunk> chunks = new ArrayList<>();
        producer.history().forEach(sent -> chunks.add((AudioChunk) sent.value()));
        return chunks;
    }
}
