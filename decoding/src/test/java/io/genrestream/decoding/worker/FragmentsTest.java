package io.genrestream.decoding.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.testkit.JoinedBytes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;

class FragmentsTest {
    private static final byte[] FIRST = JoinedBytes.of(box("ftyp", 10), box("moov", 700));
    private static final byte[] FRAGMENT = JoinedBytes.of(box("styp", 8), box("moof", 100), box("mdat", 3000));

    @Test
    void shouldPassAllOnUnlessAskedToEnd() throws Exception {
        byte[] stream = JoinedBytes.of(FIRST, FRAGMENT, FRAGMENT, box("skip", 3));

        assertThat(rest(fragments(stream))).isEqualTo(stream);
    }

    @Test
    void shouldEndBeforeTheNextFragmentAndBeginAgainWithTheFirstBoxes() throws Exception {
        Fragments fragments = fragments(JoinedBytes.of(FIRST, box("free", 50), FRAGMENT, FRAGMENT, FRAGMENT));
        fragments.readSome(new byte[9], 0, 9);
        assertThat(rest(fragments, FIRST.length + 58 - 9)).hasSize(FIRST.length + 49);

        // In the middle of the first fragment.
        fragments.readSome(new byte[5], 0, 5);
        fragments.endAtNext();
        // Its moof begins a fragment too, so that it goes on there.
        assertThat(rest(fragments)).hasSize(16 - 5);
        assertThat(fragments.endedAtFragment()).isTrue();

        fragments.restart();
        assertThat(rest(fragments))
                .isEqualTo(JoinedBytes.of(FIRST, box("moof", 100), box("mdat", 3000), FRAGMENT, FRAGMENT));
        assertThat(fragments.endedAtFragment()).isFalse();
    }

    @Test
    void shouldNotKeepFirstBoxesOfAnyLength() throws Exception {
        byte[] large = JoinedBytes.of(box("ftyp", 10), box("moov", 2 << 20), FRAGMENT, FRAGMENT);
        byte[] endless =
                JoinedBytes.of(box("ftyp", 10), new byte[] {0, 0, 0, 0}, "moov".getBytes(ISO_8859_1), FRAGMENT);
        for (byte[] stream : new byte[][] {large, endless}) {
            Fragments fragments = fragments(stream);
            assertThat(rest(fragments, stream.length - FRAGMENT.length)).hasSize(stream.length - FRAGMENT.length);
            fragments.endAtNext();

            assertThat(rest(fragments)).isEqualTo(FRAGMENT);
            fragments.restart();
            assertThat(rest(fragments)).hasSizeLessThan(100);
        }
    }

    private static Fragments fragments(byte[] stream) {
        return new Fragments(PeekableInput.of(stream));
    }

    private static byte[] rest(Fragments fragments) throws IOException {
        return rest(fragments, Integer.MAX_VALUE);
    }

    private static byte[] rest(Fragments fragments, int most) throws IOException {
        var all = new ByteArrayOutputStream();
        byte[] block = new byte[1_000];
        int got = 1;
        while (got > 0 && all.size() < most) {
            got = fragments.readSome(block, 0, Math.min(block.length, most - all.size()));
            all.write(block, 0, got);
        }
        return all.toByteArray();
    }

    private static byte[] box(String type, int payload) {
        return ByteBuffer.allocate(8 + payload)
                .putInt(8 + payload)
                .put(type.getBytes(ISO_8859_1))
                .array();
    }
}
