package io.genrestream.ingest.status;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.fault.EventError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.registry.MalformedEventException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StreamViewTest {
    private static final int PARTITIONS = 1;

    private final List<String> ended = new ArrayList<>();

    @TempDir
    private Path directory;

    @AutoClose
    private StreamIndex index;

    private StreamView view;
    private StatusReader reader;
    private long offset;

    @BeforeEach
    void open() {
        open("log");
    }

    @Test
    void shouldSayWhichAttemptTheLogHasEnded() {
        long first = accept(status("s", "a", 0, StreamState.STARTED)) + 1;
        accept(status("s", "loser", 0, StreamState.STARTED));
        assertThat(ended).isEmpty();
        accept(status("s", "a", first, StreamState.FAILED));
        accept(status("s", "b", 0, StreamState.STARTED));
        accept("s", null);

        assertThat(ended).containsExactly("a", "b deleted");
        assertThat(view.get("s")).isEmpty();
    }

    @Test
    void shouldPassOverRecordsThatCannotBeReadAndHaveWhatCountsRepeated() {
        accept("unknown", new byte[] {1});
        accept(null, new byte[] {1});
        assertThat(view.size()).isZero();

        accept(status("s", "a", 0, StreamState.STARTED));
        accept("s", new byte[] {1});
        assertThat(view.get("s").orElseThrow().getUploadId()).isEqualTo("a");
        assertThat(view.toRepeat()).extracting(KnownStream::streamId).containsExactly("s");
    }

    @Test
    void shouldPassOverRecordsThatCannotBeTrue() {
        accept(status("s", "a", 0, StreamState.STARTED));
        long given = offset + 1;

        accept(status("s", "liar", given + 1, StreamState.FAILED));
        accept(status("s", "liar", Long.MAX_VALUE, StreamState.STARTED));
        accept(status("liar", "liar", -1, StreamState.STARTED));
        accept(status("", "liar", 0, StreamState.STARTED));
        accept(status("../ \n\u001b[31m", "liar", 0, StreamState.STARTED));
        accept("liar", encode(status("s", "liar", 0, StreamState.STARTED)));
        StreamStatus liar = status("liar", "liar", 0, StreamState.STARTED);
        accept(StreamStatus.newBuilder(liar).setEpoch(Integer.MAX_VALUE).build());
        accept(StreamStatus.newBuilder(liar).setEpoch(-1).build());
        accept(StreamStatus.newBuilder(liar)
                .setStartedAt(Instant.ofEpochMilli(Long.MIN_VALUE))
                .build());
        accept(StreamStatus.newBuilder(liar).setInstance("a\nb").build());

        assertThat(ended).isEmpty();
        assertThat(ids(view.list("", 10, null, _ -> true))).containsExactly("s");
        assertThat(view.get("s").orElseThrow().getUploadId()).isEqualTo("a");
        assertThat(view.toRepeat()).extracting(KnownStream::streamId).containsExactly("s");
    }

    @Test
    void shouldPassOverRecordsOnAnotherPartitionThanTheirKeys() {
        accept(status("s", "a", 0, StreamState.STARTED));
        Map<Integer, Long> positions = index.positions();

        accept(PARTITIONS, "s", encode(status("s", "b", 0, StreamState.STARTED)));
        accept(PARTITIONS, "s", new byte[] {1});
        accept(PARTITIONS, "s", null);

        assertThat(view.get("s").orElseThrow().getUploadId()).isEqualTo("a");
        assertThat(view.toRepeat()).isEmpty();
        assertThat(index.positions()).isEqualTo(positions);
    }

    @Test
    void shouldListInTheOrderOfIdsAfterAnIdAndByState() {
        for (String id : List.of("c", "a", "b", "d")) {
            long attempt = accept(status(id, "u", 0, StreamState.STARTED)) + 1;
            if (!id.equals("d")) {
                accept(status(id, "u", attempt, StreamState.ENDED));
            }
        }
        accept("b", null);

        assertThat(ids(view.list("", 10, null, _ -> true))).containsExactly("a", "c", "d");
        assertThat(ids(view.list("a", 10, null, _ -> true))).containsExactly("c", "d");
        assertThat(ids(view.list("", 1, null, _ -> true))).containsExactly("a");
        assertThat(ids(view.list("", 10, StreamState.ENDED, _ -> true))).containsExactly("a", "c");
        assertThat(ids(view.list("a", 10, StreamState.ENDED, _ -> true))).containsExactly("c");
        assertThat(view.open("", 10)).extracting(KnownStream::streamId).containsExactly("d");
        assertThat(view.size()).isEqualTo(3);
    }

    @Test
    void shouldGoOnAfterARestartWhereItWas() {
        long attempt = accept(status("s", "a", 0, StreamState.STARTED)) + 1;
        index.close();

        open("log");
        assertThat(index.positions()).isEqualTo(Map.of(0, attempt));
        assertThat(view.get("s").orElseThrow().getAttempt()).isEqualTo(attempt);
        assertThat(view.size()).isEqualTo(1);
    }

    @Test
    void shouldBeginAnewForAnotherLog() {
        accept(status("s", "a", 0, StreamState.STARTED));
        index.close();

        open("another");
        assertThat(index.positions()).isEmpty();
        assertThat(view.get("s")).isEmpty();
    }

    @Test
    void shouldBeginAnewWhenTheFilesAreDamaged() throws IOException {
        accept(status("s", "a", 0, StreamState.STARTED));
        index.close();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.write(file, new byte[] {1, 2, 3});
            }
        }

        open("log");
        assertThat(index.positions()).isEmpty();
        accept(status("s", "a", 0, StreamState.STARTED));
        assertThat(view.get("s")).isPresent();
    }

    @Test
    void shouldForgetWhatTheLogHasDropped() {
        long old = accept(status("old", "a", 0, StreamState.STARTED)) + 1;
        accept(status("old", "a", old, StreamState.ENDED));
        accept("deleted", null);
        long beginning = accept(status("new", "b", 0, StreamState.STARTED));

        view.expire(Map.of(0, beginning));

        assertThat(ids(view.list("", 10, null, _ -> true))).containsExactly("new");
        assertThat(view.list("", 10, StreamState.ENDED, _ -> true)).isEmpty();
        assertThat(view.known("deleted")).isEmpty();
        assertThat(view.size()).isEqualTo(1);
    }

    @Test
    void shouldAnswerNothingBeforeItKnowsAll() {
        StreamView incomplete = new StreamView();

        assertThatThrownBy(() -> incomplete.get("s"))
                .isInstanceOfSatisfying(
                        IngestException.class, e -> assertThat(e.code()).isEqualTo("NOT_READY"));
    }

    private void open(String log) {
        index = StreamIndex.open(directory, log);
        view = new StreamView();
        reader = new StatusReader(
                StreamViewTest::read, PARTITIONS, view, (id, deleted) -> ended.add(deleted ? id + " deleted" : id));
        view.keepIn(index);
        view.open();
    }

    private static List<String> ids(List<StreamStatus> found) {
        return found.stream().map(StreamStatus::getStreamId).toList();
    }

    private long accept(StreamStatus status) {
        return accept(status.getStreamId(), encode(status));
    }

    private static byte[] encode(StreamStatus status) {
        try {
            return StreamStatus.getEncoder().encode(status).array();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long accept(String id, byte[] value) {
        return accept(0, id, value);
    }

    private long accept(int partition, String id, byte[] value) {
        byte[] key = id == null ? null : id.getBytes(UTF_8);
        reader.accept(new ConsumerRecord<>("audio.streams", partition, offset, key, value));
        return offset++;
    }

    /** Avro's own framing instead of the registry's, which these tests are not about. */
    private static StreamStatus read(String topic, byte[] value) {
        try {
            return value == null ? null : StreamStatus.getDecoder().decode(ByteBuffer.wrap(value));
        } catch (IOException | RuntimeException e) {
            throw new MalformedEventException(EventError.BAD_MAGIC_BYTE, topic, e);
        }
    }

    private static StreamStatus status(String id, String uploadId, long attempt, StreamState state) {
        return StreamStatus.newBuilder()
                .setStreamId(id)
                .setUploadId(uploadId)
                .setAttempt(attempt)
                .setState(state)
                .setUpdatedAt(Instant.ofEpochMilli(1))
                .build();
    }
}
