package io.genrestream.decoding.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameSyncTest {
    private static final byte[] ADTS =
            new TestEncoder("adts", "aac", 44_100).encode(Signal.sampled(Signal.MUSIC, 44_100, 1));

    @Test
    void shouldPassOverWhatIsLeftOfAFrame() throws Exception {
        int second = LastPacket.length(Arrays.copyOf(ADTS, 6));
        byte[] joined = Arrays.copyOfRange(ADTS, 1, ADTS.length);
        // A sync word by chance, of a frame that does not end where another begins.
        joined[40] = -1;
        joined[41] = ADTS[1];
        PeekableInput input = PeekableInput.of(joined);

        FrameSync.skipTo(input);

        assertThat(input.peek(100)).isEqualTo(Arrays.copyOfRange(ADTS, second, second + 100));
    }

    @Test
    void shouldPassOverNothingOfWhatHasNoFrames() throws Exception {
        byte[] noise = new byte[100_000];
        new Random(3).nextBytes(noise);
        PeekableInput input = PeekableInput.of(noise.clone());

        FrameSync.skipTo(input);

        assertThat(input.peek(100)).isEqualTo(Arrays.copyOf(noise, 100));
    }
}
