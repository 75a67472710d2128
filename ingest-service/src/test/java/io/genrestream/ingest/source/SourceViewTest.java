package io.genrestream.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.event.SourceWanted;
import io.genrestream.fault.EventError;
import io.genrestream.registry.MalformedEventException;
import io.genrestream.topic.StreamKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SourceViewTest {
    private static final int PARTITIONS = 3;

    private final SourceView view = new SourceView(SourceViewTest::read, PARTITIONS, 3);
    private long offset;

    @Test
    void shouldKnowTheLatestRequestUntilItIsTakenBack() {
        want("a", "http://radio.example/1");
        want("a", "http://radio.example/2");
        assertThat(view.get("a").orElseThrow().getUrl()).isEqualTo("http://radio.example/2");

        accept("a", null);
        assertThat(view.get("a")).isEmpty();
        assertThat(view.count()).isZero();
    }

    @Test
    void shouldGiveEachPartitionItsOwn() {
        List<String> ids = List.of("a", "b", "c");
        ids.forEach(id -> want(id, "http://radio.example/"));

        for (int partition = 0; partition < PARTITIONS; partition++) {
            int wanted = partition;
            assertThat(view.of(Set.of(partition)))
                    .extracting(SourceWanted::getStreamId)
                    .containsExactlyElementsOf(ids.stream()
                            .filter(id -> StreamKey.partition(id, PARTITIONS) == wanted)
                            .toList());
        }
        assertThat(view.list("a", 1, _ -> true))
                .extracting(SourceWanted::getStreamId)
                .containsExactly("b");
    }

    @Test
    void shouldKeepNoMoreThanItsLimitAndStillTakeChangesOfThose() {
        List.of("a", "b", "c", "d").forEach(id -> want(id, "http://radio.example/"));
        assertThat(view.count()).isEqualTo(3);
        assertThat(view.get("d")).isEmpty();

        want("c", "http://radio.example/moved");
        assertThat(view.get("c").orElseThrow().getUrl()).isEqualTo("http://radio.example/moved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "file:///etc/passwd", "http://user:word@radio.example/", "http://"})
    void shouldPassOverAnAddressThatNobodyMayRequestFor(String url) {
        want("a", url);

        assertThat(view.get("a")).isEmpty();
    }

    @Test
    void shouldPassOverWhatIsNoRequest() {
        accept("a", "no Avro".getBytes(UTF_8));
        accept("not an id", new byte[0]);
        view.accept(new ConsumerRecord<>(
                "audio.sources", StreamKey.partition("a", PARTITIONS) + 1, offset++, "a".getBytes(UTF_8), bytes("a")));
        accept("a", bytes("b"));
        view.accept(new ConsumerRecord<>("audio.sources", 0, offset++, null, bytes("a")));

        assertThat(view.count()).isZero();
    }

    private void want(String id, String url) {
        accept(id, bytes(SourceWanted.newBuilder().setStreamId(id).setUrl(url).build()));
    }

    private void accept(String id, byte[] value) {
        view.accept(new ConsumerRecord<>(
                "audio.sources", StreamKey.partition(id, PARTITIONS), offset++, id.getBytes(UTF_8), value));
    }

    private static byte[] bytes(String id) {
        return bytes(SourceWanted.newBuilder()
                .setStreamId(id)
                .setUrl("http://radio.example/")
                .build());
    }

    private static byte[] bytes(SourceWanted wanted) {
        try {
            ByteBuffer encoded = SourceWanted.getEncoder().encode(wanted);
            byte[] bytes = new byte[encoded.remaining()];
            encoded.get(bytes);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static SourceWanted read(String topic, byte[] bytes) {
        try {
            return SourceWanted.getDecoder().decode(bytes);
        } catch (IOException | RuntimeException e) {
            throw new MalformedEventException(EventError.BAD_MAGIC_BYTE, topic, e);
        }
    }
}
