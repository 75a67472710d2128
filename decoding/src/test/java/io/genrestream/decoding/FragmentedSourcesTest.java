package io.genrestream.decoding;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Fragmented mp4 that comes for hours, as HLS sends it: nothing of it stays, and nobody hears that. */
@Tag("processes")
@Timeout(180)
class FragmentedSourcesTest {
    private static final int RATE = 8_000;
    /** So that minutes have the packets of hours. */
    private static final int SHORT_PACKET = 64;

    private static final int SECONDS = 240;

    @Test
    void shouldGiveTheSameSamplesAsAStreamWithoutFragments() throws Exception {
        // Four times as many packets as one demuxer is given.
        float[] music = Signal.sampled(Signal.MUSIC, RATE, 4 * 4_096 * 1_024 / RATE);
        try (var pool = new DecoderPool(DecoderSettings.live(2));
                LiveSource fragments = LiveSource.open(pool, LiveFormat.MP4, RATE);
                LiveSource frames = LiveSource.open(pool, LiveFormat.ADTS, RATE)) {
            DecodedAudio audio = fragments.give(fragmented("aac").encode(music)).end();
            frames.give(new TestEncoder("adts", "aac", RATE).encode(music)).end();

            assertThat(audio.container()).isEqualTo("mp4");
            assertThat(audio.warnings()).isEmpty();
            assertThat(fragments.samples()).isEqualTo(frames.samples());
        }
    }

    @Test
    void shouldKeepNothingOfWhatHasGoneBy() throws Exception {
        byte[] file =
                fragmented("flac").packetSamples(SHORT_PACKET).encode(Signal.sampled(Signal.MUSIC, RATE, SECONDS));
        int firstFragment = boxAt(file, "moof", 0);
        byte[] fragments = Arrays.copyOfRange(file, firstFragment, lastFragmentEnd(file));
        try (var pool = new DecoderPool(DecoderSettings.live(1));
                LiveSource source = LiveSource.open(pool, LiveFormat.MP4, RATE)) {
            source.give(file, 0, firstFragment);
            long before = 0;
            for (int round = 0; round < 16; round++) {
                source.give(later(fragments, (long) round * SECONDS * RATE));
                source.awaitSamples(((round + 1) * SECONDS - 1) * (double) RATE);
                before = round == 3 ? anonymousBytes() : before;
            }

            // FFmpeg would keep 40 bytes of each packet, 14 MB in all.
            assertThat(anonymousBytes() - before).isLessThan(4_000_000);
            assertThat(source.count()).isGreaterThan((16 * SECONDS - 1) * RATE);
        }
    }

    private static TestEncoder fragmented(String codec) {
        return new TestEncoder("mp4", codec, RATE)
                .option("movflags", "empty_moov+default_base_moof+frag_keyframe")
                .option("frag_duration", "500000");
    }

    /** The same fragments with a time stamp that is so much later, as a stream that goes on has it. */
    private static byte[] later(byte[] fragments, long samples) {
        byte[] moved = fragments.clone();
        ByteBuffer fields = ByteBuffer.wrap(moved);
        for (int at = boxAt(moved, "tfdt", 0); at >= 0; at = boxAt(moved, "tfdt", at + 8)) {
            boolean longTime = moved[at + 8] == 1;
            long time = longTime ? fields.getLong(at + 12) : fields.getInt(at + 12);
            if (longTime) {
                fields.putLong(at + 12, time + samples);
            } else {
                fields.putInt(at + 12, (int) (time + samples));
            }
        }
        return moved;
    }

    private static int boxAt(byte[] bytes, String type, int from) {
        byte[] wanted = type.getBytes(StandardCharsets.US_ASCII);
        for (int at = from; at + 8 <= bytes.length; at++) {
            if (Arrays.equals(bytes, at + 4, at + 8, wanted, 0, 4)) {
                return at;
            }
        }
        return -1;
    }

    private static int lastFragmentEnd(byte[] file) {
        int index = boxAt(file, "mfra", 0);
        return index < 0 ? file.length : index;
    }

    private static long anonymousBytes() throws Exception {
        Path status =
                Path.of("/proc", Long.toString(Workers.running().getFirst().pid()), "status");
        return Files.readAllLines(status).stream()
                        .filter(line -> line.startsWith("RssAnon:"))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                        .sum()
                * 1024;
    }
}
