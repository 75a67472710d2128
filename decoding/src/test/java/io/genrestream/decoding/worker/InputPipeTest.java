package io.genrestream.decoding.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.genrestream.decoding.DecodingException;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class InputPipeTest {
    private static final int WINDOW = 32 * 1024;

    private int credited;
    private Runnable onCredit = () -> {};
    private final InputPipe pipe = new InputPipe(WINDOW, this::credit);

    @Test
    void shouldPassBytesInOrderAroundItsEnd() throws Exception {
        byte[] sent = new byte[3 * WINDOW];
        new Random(1).nextBytes(sent);
        var received = new ByteArrayOutputStream();
        byte[] block = new byte[10_000];
        for (int at = 0; at < sent.length; at += 24_576) {
            pipe.put(Arrays.copyOfRange(sent, at, at + 24_576), 24_576);
            while (!pipe.wouldWait()) {
                received.write(block, 0, pipe.read(block, 0, block.length));
            }
        }
        pipe.end();

        assertThat(pipe.read(block, 0, 1)).isEqualTo(-1);
        assertThat(received.toByteArray()).isEqualTo(sent);
    }

    @Test
    void shouldGiveAllCreditBackBeforeItWaits() throws Exception {
        pipe.put(new byte[100], 100);
        pipe.read(new byte[60], 0, 60);
        pipe.read(new byte[60], 0, 60);
        assertThat(credited).isZero();

        onCredit = () -> pipe.put(new byte[1], 1);
        assertThat(pipe.read(new byte[60], 0, 60)).isEqualTo(1);
        assertThat(credited).isEqualTo(100);
    }

    private void credit(int bytes) {
        credited += bytes;
        onCredit.run();
    }

    @Test
    void shouldRefuseMoreThanItsCredit() {
        assertThatIllegalStateException().isThrownBy(() -> pipe.put(new byte[WINDOW + 1], WINDOW + 1));
    }

    @Test
    void shouldEndAReadWhenCancelled() {
        pipe.cancel();

        assertThatExceptionOfType(DecodingException.class).isThrownBy(() -> pipe.read(new byte[1], 0, 1));
    }
}
