package io.genrestream.inference.topology;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.genrestream.event.EndReason;
import io.genrestream.event.FeatureWindow;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.TrackGenre;
import io.genrestream.event.Verdict;
import io.genrestream.inference.Windows;
import io.genrestream.registry.RegistryUnavailableException;
import io.genrestream.topic.TopicCatalogue;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Random;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A bad record becomes a dead letter with its bytes and the reason, and its neighbours do not notice. */
class DeadLetterTest {
    @AutoClose
    private TopologyFixture fixture;

    @BeforeEach
    void open() throws Exception {
        fixture = new TopologyFixture();
    }

    @Test
    void shouldRefuseRandomBytes() {
        byte[] noise = new byte[400];
        new Random(3).nextBytes(noise);
        noise[0] = 77;

        assertRefused("song", noise, "BAD_MAGIC_BYTE");
    }

    @Test
    void shouldRefuseAnUnknownSchemaId() {
        byte[] bytes = fixture.bytes(Windows.window("song", 1));
        ByteBuffer.wrap(bytes).putInt(1, 4_711);

        assertRefused("song", bytes, "UNKNOWN_SCHEMA_ID");
    }

    @Test
    void shouldRefuseARecordThatIsCutOff() {
        byte[] bytes = fixture.bytes(Windows.window("song", 1));

        assertRefused("song", Arrays.copyOf(bytes, bytes.length / 2), "UNREADABLE_RECORD");
    }

    @Test
    void shouldRefuseAnOversizeRecord() {
        FeatureWindow window = Windows.window("song", 1);
        window.setDescriptors(ByteBuffer.allocate(3 << 20));
        byte[] bytes = fixture.bytes(window);

        fixture.send("song", bytes);

        TestRecord<byte[], byte[]> letter = fixture.deadLetters.readRecord();
        assertThat(header(letter, "genrestream.code")).isEqualTo("OVERSIZE_RECORD");
        assertThat(letter.value()).isEqualTo(Arrays.copyOf(bytes, TopicCatalogue.MAX_RECORD_BYTES));
        assertThat(header(letter, "genrestream.cut.value")).isEqualTo(Integer.toString(bytes.length));
    }

    @Test
    void shouldTakeATimeThatNoClockShowsForNow() {
        for (long time : new long[] {
            Long.MIN_VALUE, -1, 0, Windows.START.plus(Duration.ofDays(365)).toEpochMilli(), Long.MAX_VALUE
        }) {
            FeatureWindow window = Windows.window("at-" + time, 0);
            window.setCapturedAt(Instant.ofEpochMilli(time));

            fixture.send(window);

            TestRecord<String, GenrePrediction> prediction = fixture.predictions.readRecord();
            assertThat(prediction.getRecordTime()).isBetween(Windows.START, Windows.START.plusSeconds(60));
            assertThat(prediction.value().getCapturedAt()).isEqualTo(prediction.getRecordTime());
            assertThat(fixture.tracks.readRecord().getRecordTime()).isEqualTo(prediction.getRecordTime());
        }
    }

    @Test
    void shouldRefuseNoValue() {
        assertRefused("song", null, "EMPTY_RECORD");
    }

    @Test
    void shouldRefuseAnotherKeyThanTheStream() {
        String message = assertRefused("other", fixture.bytes(Windows.window("song", 1)), "KEY_MISMATCH");
        assertThat(message).contains("The stream is song.");
    }

    @Test
    void shouldRefuseAnotherFrontEnd() {
        FeatureWindow window = Windows.window("song", 1);
        window.setFrontEndDigest("0123456789abcdef");

        assertThat(assertRefused(window, "WRONG_FRONT_END")).contains("0123456789abcdef", "b258ea0a2c54ed53");
    }

    @Test
    void shouldRefuseAMatrixOfAnotherSize() {
        FeatureWindow window = Windows.window("song", 1);
        window.setMfcc(ByteBuffer.allocate(34 * 20 * 4 - 4));

        assertThat(assertRefused(window, "BAD_MATRIX_SIZE")).contains("2716 mfcc bytes instead of 2720");
    }

    @Test
    void shouldRefuseAnotherNumberOfFrames() {
        FeatureWindow window = Windows.window("song", 1);
        window.setFrames(35);

        assertThat(assertRefused(window, "BAD_MATRIX_SIZE")).contains("35 frames instead of 34");
    }

    @Test
    void shouldRefuseNotANumber() {
        FeatureWindow window = Windows.window("song", 1);
        window.getLogMelDb().order(ByteOrder.LITTLE_ENDIAN).putFloat((2 * 96 + 7) * 4, Float.NaN);

        assertThat(assertRefused(window, "NON_FINITE_FEATURES")).contains("logMelDb is NaN in frame 2, column 7");
    }

    @Test
    void shouldRefuseValuesThatTheModelHasNoAnswerTo() {
        FeatureWindow window = Windows.window("song", 1);
        ByteBuffer matrix = ByteBuffer.allocate(34 * 96 * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int i = 0; i < 34 * 96; i++) {
            matrix.putFloat(i < 17 * 96 ? Float.MAX_VALUE : 0);
        }
        window.setLogMelDb(matrix.flip());

        assertThat(assertRefused(window, "NON_FINITE_FEATURES")).contains("no finite score");
    }

    @Test
    void shouldRefuseAFieldOutOfItsRange() {
        FeatureWindow window = Windows.window("song", 1);
        window.setHeardFrames(35);
        assertThat(assertRefused(window, "INVALID_WINDOW")).contains("heardFrames is 35");
    }

    static Stream<Consumer<FeatureWindow>> shouldRefuseWhateverCouldStopALaterStep() {
        return Stream.of(
                window -> window.setEpoch(-1),
                window -> window.setWindowIndex(Integer.MIN_VALUE),
                window -> window.setSegment(-1),
                window -> window.setAttempt(-1),
                window -> window.setStartSample(-1),
                window -> window.setStartSample(window.getEndSample() + 1),
                window -> window.setEndSample(Long.MAX_VALUE),
                window -> window.setStreamSample(-1),
                window -> window.setSampleRate(44_100),
                window -> window.setSilentFraction(Float.NaN),
                window -> window.setHeardFrames(Integer.MIN_VALUE),
                window -> window.setFrames(-1),
                window -> window.setFrames(0),
                window -> window.setExternalId("x".repeat(900_000)),
                window -> window.setAttributes(Map.of("x", "y".repeat(900_000))));
    }

    @ParameterizedTest
    @MethodSource
    void shouldRefuseWhateverCouldStopALaterStep(Consumer<FeatureWindow> fault) {
        FeatureWindow window = Windows.window("song", 1);
        fault.accept(window);

        assertThat(assertRefused(window, "INVALID_WINDOW")).hasSizeLessThan(400);
    }

    @Test
    void shouldRefuseAStreamThatCannotBeNamed() {
        assertRefused("no/stream", fixture.bytes(Windows.window("no/stream", 1)), "INVALID_WINDOW");
    }

    @Test
    void shouldFinishAStreamWhoseLastWindowCouldStopALaterStep() {
        FeatureWindow last = Windows.end("song", 1, EndReason.COMPLETE);
        last.setStreamSample(Long.MAX_VALUE);
        last.setAttributes(Map.of("x", "y".repeat(900_000)));
        fixture.send(Windows.window("song", 0), last);

        TrackGenre track = fixture.tracks.readValuesToList().getLast();

        assertThat(track.getFinal$()).isTrue();
        assertThat(track.getAttributes()).isEmpty();
        assertThat(track.getSeconds()).isEqualTo(Windows.window("song", 0).getEndSample() / 22_050.0);
    }

    @Test
    void shouldFinishAStreamWhoseLastWindowIsRefused() {
        FeatureWindow last = Windows.window("song", 1);
        last.setFrontEndDigest("0123456789abcdef");
        last.setEndReason(EndReason.COMPLETE);
        fixture.send(Windows.window("song", 0), last);

        TrackGenre track = fixture.tracks.readValuesToList().getLast();

        assertThat(fixture.deadLetters.readRecordsToList()).hasSize(1);
        assertThat(track.getFinal$()).isTrue();
        assertThat(track.getWindows()).isEqualTo(1);
    }

    @Test
    void shouldFinishAStreamOfAnotherFrontEndWithoutAVerdict() {
        FeatureWindow last = Windows.window("song", 0);
        last.setFrontEndDigest("0123456789abcdef");
        last.setEndReason(EndReason.COMPLETE);
        fixture.send(last);

        assertThat(fixture.tracks.readValue().getVerdict()).isEqualTo(Verdict.UNKNOWN);
        assertThat(fixture.predictions.isEmpty()).isTrue();
    }

    @Test
    void shouldThrowWhenTheRegistryIsDown() throws Exception {
        byte[] bytes = fixture.bytes(Windows.window("song", 0));
        try (TopologyFixture cutOff = new TopologyFixture("tiny.onnx", Duration.ofMillis(300))) {
            cutOff.registry.down();

            assertThatThrownBy(() -> cutOff.send("song", bytes))
                    .hasStackTraceContaining(RegistryUnavailableException.class.getName());
            assertThat(cutOff.deadLetters.isEmpty()).isTrue();
        }
    }

    private String assertRefused(FeatureWindow window, String code) {
        return assertRefused(window.getStreamId(), fixture.bytes(window), code);
    }

    /** Sends a bad record between good ones; gives the dead letter's message. */
    private String assertRefused(String key, byte[] bad, String code) {
        fixture.send(Windows.window("song", 0), Windows.window("neighbour", 0));
        fixture.send(key, bad);
        fixture.send(Windows.window("song", 2), Windows.window("neighbour", 1));

        TestRecord<byte[], byte[]> letter = fixture.deadLetters.readRecord();
        assertThat(letter.value()).isEqualTo(bad);
        assertThat(letter.key()).isEqualTo(key.getBytes(UTF_8));
        assertThat(header(letter, "genrestream.topic")).isEqualTo("audio.features");
        assertThat(header(letter, "genrestream.partition")).isEqualTo("0");
        assertThat(header(letter, "genrestream.offset")).isEqualTo("2");
        assertThat(header(letter, "genrestream.code")).isEqualTo(code);
        assertThat(header(letter, "genrestream.version")).isEqualTo("1.2.3");
        assertThat(fixture.deadLetters.isEmpty()).isTrue();
        assertThat(fixture.predictions.readValuesToList()).hasSize(4);
        assertThat(fixture.tracks.readValuesToList())
                .extracting(TrackGenre::getWindows)
                .containsExactly(1, 1, 2, 2);
        assertThat(fixture.count("genrestream_dead_letters_total", "code", code))
                .isEqualTo(1);
        return header(letter, "genrestream.message");
    }

    private static String header(TestRecord<byte[], byte[]> letter, String name) {
        return new String(letter.headers().lastHeader(name).value(), UTF_8);
    }
}
