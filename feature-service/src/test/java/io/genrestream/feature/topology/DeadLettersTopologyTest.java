package io.genrestream.feature.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.event.AudioChunk;
import io.genrestream.event.AudioEncoding;
import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.registry.RegistryUnavailableException;
import io.genrestream.streams.DeadLetters;
import io.genrestream.topic.TopicCatalogue;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DeadLettersTopologyTest {
    @AutoClose
    private final TopologyFixture topology = new TopologyFixture();

    static Stream<Arguments> spoiltBytes() {
        return Stream.of(
                Arguments.of("BAD_MAGIC_BYTE", change(bytes -> bytes[0] = 7)),
                Arguments.of("UNKNOWN_SCHEMA_ID", change(bytes -> bytes[3] = 9)),
                Arguments.of("UNREADABLE_RECORD", change(bytes -> bytes[4] = 2)), // another event's schema
                Arguments.of("UNREADABLE_RECORD", change(bytes -> Arrays.fill(bytes, 5, 15, (byte) 0xff))));
    }

    @ParameterizedTest
    @MethodSource("spoiltBytes")
    void shouldLaySpoiltRecordsAside(String code, Consumer<byte[]> spoil) {
        List<AudioChunk> chunks = Chunks.ofSeconds("a", Chunks.noise(4, 1));
        byte[] spoilt = topology.bytes(Chunks.chunk("bad", 0, Chunks.noise(1, 2)));
        spoil.accept(spoilt);

        topology.pipe(chunks.subList(0, 2));
        topology.pipe("bad", spoilt);
        topology.pipe(chunks.subList(2, 4));

        TestRecord<byte[], byte[]> letter = onlyLetter(code);
        assertThat(letter.key()).isEqualTo("bad".getBytes(UTF_8));
        assertThat(letter.value()).isEqualTo(spoilt);
        assertThat(topology.windows())
                .hasSize(2)
                .extracting(FeatureWindow::getEpoch)
                .containsOnly(0);
    }

    @Test
    void shouldLayAnEventOfAnotherTopicAside() {
        byte[] window =
                topology.bytes(FeatureWindow.newBuilder().setStreamId("bad").build());

        topology.pipe("bad", window);

        assertThat(onlyLetter("WRONG_EVENT_TYPE").value()).isEqualTo(window);
    }

    @Test
    void shouldLayRandomBytesAside() {
        topology.pipe("bad", "no event at all".getBytes(UTF_8));
        topology.pipe("bad", new byte[] {0, 0});
        topology.pipe("bad", null);

        assertThat(topology.deadLetters())
                .extracting(letter -> header(letter, DeadLetters.CODE))
                .containsExactly("BAD_MAGIC_BYTE", "BAD_MAGIC_BYTE", "EMPTY_RECORD");
    }

    @Test
    void shouldSayWhereADeadLetterCameFrom() {
        topology.pipe(Chunks.chunk("a", 0, new short[10]));
        topology.pipe("bad", new byte[] {1, 2, 3, 4, 5, 6});

        TestRecord<byte[], byte[]> letter = onlyLetter("BAD_MAGIC_BYTE");
        assertThat(header(letter, DeadLetters.TOPIC)).isEqualTo("audio.chunks");
        assertThat(header(letter, DeadLetters.PARTITION)).isEqualTo("0");
        assertThat(header(letter, DeadLetters.OFFSET)).isEqualTo("1");
        assertThat(header(letter, DeadLetters.VERSION)).isEqualTo("1.2.3");
        assertThat(header(letter, DeadLetters.MESSAGE)).contains("does not start with the byte 0");
    }

    @Test
    void shouldCutOversizeRecordsToTheLimit() {
        AudioChunk chunk = Chunks.chunk("a", 0, new short[TopicCatalogue.MAX_RECORD_BYTES / 2]);
        byte[] bytes = topology.bytes(chunk);

        topology.pipe("a", bytes);

        assertThat(onlyLetter("OVERSIZE_RECORD").value())
                .hasSize(TopicCatalogue.MAX_RECORD_BYTES)
                .isEqualTo(Arrays.copyOf(bytes, TopicCatalogue.MAX_RECORD_BYTES));
    }

    static Stream<Arguments> refusedChunks() {
        return Stream.of(
                chunk("WRONG_SAMPLE_RATE", chunk -> chunk.setSampleRate(44_100)),
                chunk("WRONG_ENCODING", chunk -> chunk.setEncoding(AudioEncoding.UNKNOWN)),
                chunk("ODD_BYTE_COUNT", chunk -> chunk.setSamples(ByteBuffer.allocate(7))),
                chunk("INVALID_CHUNK", chunk -> chunk.setSequence(-1)),
                chunk("INVALID_CHUNK", chunk -> chunk.setSequence(Long.MAX_VALUE)),
                chunk("INVALID_CHUNK", chunk -> chunk.setEpoch(-1)),
                chunk("INVALID_CHUNK", chunk -> chunk.setAttempt(-1)),
                chunk("INVALID_CHUNK", chunk -> chunk.setStartSample(-1)),
                chunk("INVALID_CHUNK", chunk -> chunk.setStartSample(Long.MAX_VALUE / 2)),
                chunk("INVALID_CHUNK", chunk -> chunk.setStreamId("a b")),
                chunk("INVALID_CHUNK", chunk -> chunk.setExternalId("x".repeat(257))),
                chunk("INVALID_CHUNK", chunk -> chunk.setTitle("x".repeat(513))),
                chunk("INVALID_CHUNK", chunk -> chunk.setAttributes(Map.of("k", "x".repeat(2_048)))),
                chunk("KEY_MISMATCH", chunk -> chunk.setStreamId("other")));
    }

    @ParameterizedTest
    @MethodSource("refusedChunks")
    void shouldLayChunksAsideThatTheFrontEndCannotTake(String code, Consumer<AudioChunk> spoil) {
        AudioChunk chunk = Chunks.chunk("bad", 0, Chunks.noise(1, 3));
        spoil.accept(chunk);
        List<AudioChunk> neighbours = Chunks.ofSeconds("a", Chunks.noise(4, 1));

        topology.pipe(neighbours.subList(0, 2));
        topology.pipe("bad", topology.bytes(chunk));
        topology.pipe(neighbours.subList(2, 4));

        assertThat(onlyLetter(code).value()).isEqualTo(topology.bytes(chunk));
        assertThat(topology.windows())
                .hasSize(2)
                .extracting(FeatureWindow::getStreamId)
                .containsOnly("a");
        assertThat(topology.meters
                        .counter("genrestream_dead_letters_total", "code", code)
                        .count())
                .isEqualTo(1);
    }

    @Test
    void shouldEndAStreamWhoseLastSamplesAreRefused() {
        List<AudioChunk> chunks = Chunks.ofSeconds("a", Chunks.noise(2, 4));
        chunks.forEach(chunk -> chunk.setSampleRate(48_000));

        topology.pipe(chunks);

        assertThat(topology.deadLetters()).hasSize(2);
        assertThat(topology.windows()).singleElement().satisfies(window -> {
            assertThat(window.getFrames()).isZero();
            assertThat(window.getEndReason()).isEqualTo(EndReason.COMPLETE);
        });
    }

    @Test
    void shouldBeginAnEpochAfterARefusedChunk() {
        List<AudioChunk> chunks = Chunks.ofSeconds("a", Chunks.noise(8, 5));
        chunks.get(3).setSampleRate(8_000);

        topology.pipe(chunks);

        assertThat(topology.windows()).extracting(FeatureWindow::getEpoch).containsExactly(0, 1, 1);
    }

    @Test
    void shouldThrowWhenTheRegistryIsAway() {
        byte[] bytes = topology.bytes(Chunks.chunk("a", 0, Chunks.noise(1, 6)));
        topology.registry.close();

        assertThatThrownBy(() -> topology.pipe("a", bytes))
                .hasRootCauseInstanceOf(java.io.IOException.class)
                .satisfies(thrown -> assertThat(Stream.iterate(thrown, t -> t != null, Throwable::getCause))
                        .hasAtLeastOneElementOfType(RegistryUnavailableException.class));
        assertThat(topology.deadLetters()).isEmpty();
    }

    private TestRecord<byte[], byte[]> onlyLetter(String code) {
        List<TestRecord<byte[], byte[]>> letters = topology.deadLetters();
        assertThat(letters)
                .extracting(letter -> header(letter, DeadLetters.CODE))
                .containsExactly(code);
        return letters.getFirst();
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }

    private static Consumer<byte[]> change(Consumer<byte[]> change) {
        return change;
    }

    private static Arguments chunk(String code, Consumer<AudioChunk> spoil) {
        return Arguments.of(code, spoil);
    }
}
