package io.genrestream.ingest.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.fault.Fault;
import io.genrestream.registry.MalformedEventException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class StreamViewTest {
    private final List<String> told = new ArrayList<>();
    private final StreamView view = new StreamView(StreamViewTest::read, 20, new StreamView.Listener() {
        @Override
        public void changed(StreamStatus status) {
            told.add("changed " + status.getUploadId() + " " + status.getState());
        }

        @Override
        public void overshadowed(StreamStatus standing) {
            told.add("overshadowed " + standing.getUploadId());
        }
    });

    @Test
    void shouldTellTheHolderThatALoserWroteAfterIt() {
        accept(status("s", "winner", 0, StreamState.STARTED, 1));
        accept(status("s", "loser", 0, StreamState.STARTED, 2));

        assertThat(view.get("s").orElseThrow().getUploadId()).isEqualTo("winner");
        assertThat(told).containsExactly("changed winner STARTED", "overshadowed winner");
    }

    @Test
    void shouldCountEpochsOnAfterADeletion() {
        assertThat(view.nextEpoch("s")).isZero();
        accept(status("s", "a", 4, StreamState.ENDED, 1));
        accept(tombstone("s", "a", "4"));

        assertThat(view.get("s")).isEmpty();
        assertThat(view.nextEpoch("s")).isEqualTo(5);
    }

    @Test
    void shouldKnowTheEpochFromATombstoneWhoseStreamWasCompactedAway() {
        accept(tombstone("s", "a", "7"));
        assertThat(view.nextEpoch("s")).isEqualTo(8);
    }

    @Test
    void shouldForgetTheOldestButNeverOneInProgress() {
        accept(status("open", "o", 0, StreamState.STARTED, 0));
        for (int i = 0; i < 50; i++) {
            accept(status("s" + i, "u", 0, StreamState.ENDED, i + 1));
        }

        assertThat(view.size()).isEqualTo(20);
        assertThat(view.get("open")).isPresent();
        assertThat(view.get("s49")).isPresent();
        assertThat(view.get("s0")).isEmpty();
    }

    @Test
    void shouldPassOverRecordsThatCannotBeRead() {
        view.accept(new ConsumerRecord<>("audio.streams", 0, 0, "s".getBytes(UTF_8), new byte[] {1}));
        view.accept(new ConsumerRecord<>("audio.streams", 0, 1, null, new byte[] {1}));
        assertThat(view.size()).isZero();
    }

    @Test
    void shouldListInTheOrderOfIdsAfterAnId() {
        for (String id : List.of("c", "a", "b")) {
            accept(status(id, "u", 0, StreamState.ENDED, 1));
        }
        accept(tombstone("b", "u", "0"));

        assertThat(view.list("", 10, _ -> true))
                .extracting(StreamStatus::getStreamId)
                .containsExactly("a", "c");
        assertThat(view.list("a", 10, _ -> true))
                .extracting(StreamStatus::getStreamId)
                .containsExactly("c");
    }

    private void accept(StreamStatus status) {
        try {
            byte[] value = StreamStatus.getEncoder().encode(status).array();
            view.accept(new ConsumerRecord<>(
                    "audio.streams", 0, 0, status.getStreamId().getBytes(UTF_8), value));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ConsumerRecord<byte[], byte[]> event) {
        view.accept(event);
    }

    private static ConsumerRecord<byte[], byte[]> tombstone(String id, String uploadId, String epoch) {
        ConsumerRecord<byte[], byte[]> event = new ConsumerRecord<>("audio.streams", 0, 0, id.getBytes(UTF_8), null);
        event.headers().add(StreamView.UPLOAD_ID, uploadId.getBytes(UTF_8));
        event.headers().add(StreamView.EPOCH, epoch.getBytes(UTF_8));
        return event;
    }

    /** Avro's own framing instead of the registry's, which these tests are not about. */
    private static StreamStatus read(String topic, byte[] value) {
        try {
            return value == null ? null : StreamStatus.getDecoder().decode(ByteBuffer.wrap(value));
        } catch (IOException | RuntimeException e) {
            throw new MalformedEventException(Fault.BAD_MAGIC_BYTE, topic, e);
        }
    }

    private static StreamStatus status(String id, String uploadId, int epoch, StreamState state, long updated) {
        return StreamStatus.newBuilder()
                .setStreamId(id)
                .setUploadId(uploadId)
                .setEpoch(epoch)
                .setState(state)
                .setUpdatedAt(Instant.ofEpochMilli(updated))
                .build();
    }
}
