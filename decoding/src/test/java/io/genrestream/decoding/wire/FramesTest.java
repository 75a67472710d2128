package io.genrestream.decoding.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.genrestream.decoding.DecodedAudio;
import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FramesTest {
    private final ByteArrayOutputStream pipe = new ByteArrayOutputStream();
    private final FrameWriter writer = new FrameWriter(pipe);

    @Test
    void shouldReadWhatWasWritten() throws Exception {
        writer.write(FrameType.DATA, 7, new byte[] {1, 2, 3, 4}, 1, 2);
        writer.write(FrameType.END, 7);
        writer.writeCredit(-1, 300_000);

        var reader = new FrameReader(new ByteArrayInputStream(pipe.toByteArray()));
        assertThat(reader.next()).isTrue();
        assertThat(reader.type()).isEqualTo(FrameType.DATA);
        assertThat(reader.stream()).isEqualTo(7);
        assertThat(Arrays.copyOf(reader.payload(), reader.length())).containsExactly(2, 3);
        assertThat(reader.next()).isTrue();
        assertThat(reader.type()).isEqualTo(FrameType.END);
        assertThat(reader.length()).isZero();
        assertThat(reader.next()).isTrue();
        assertThat(reader.intPayload()).isEqualTo(300_000);
        assertThat(reader.next()).isFalse();
    }

    @Test
    void shouldEndWhereTheOtherSideDiedInTheMiddleOfAFrame() throws Exception {
        writer.write(FrameType.PCM, 1, new byte[100], 0, 100);

        byte[] cut = Arrays.copyOf(pipe.toByteArray(), 50);
        assertThat(new FrameReader(new ByteArrayInputStream(cut)).next()).isFalse();
    }

    @Test
    void shouldRefuseWhatIsNoFrame() {
        byte[] words = "java.lang.NoClassDefFoundError".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

        assertThatIOException().isThrownBy(() -> new FrameReader(new ByteArrayInputStream(words)).next());
    }

    @Test
    void shouldCarrySummariesAndFailures() throws Exception {
        var audio = new DecodedAudio(
                "ogg", "vorbis", 48000, 2, 1.5, true, false, Map.of("title", "海\0x"), List.of("OUT_OF_PHASE"));
        byte[] done = AudioRecord.encode(audio);
        byte[] failed = FailureRecord.encode(new DecodingException(DecodingError.NOT_AUDIO, "it looks like text"));

        assertThat(AudioRecord.decode(done, done.length)).isEqualTo(audio);
        assertThat(FailureRecord.decode(failed, failed.length))
                .hasMessage("It is not an audio file. (it looks like text) "
                        + "Give mp3, flac, wav, ogg, opus, m4a, aac, wma, aiff or au.");
    }
}
