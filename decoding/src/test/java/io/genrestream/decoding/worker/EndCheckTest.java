package io.genrestream.decoding.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndCheckTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 7, 4096, 1 << 20})
    void shouldKnowTheLastPageOfAnOggForAnyChunking(int chunk) {
        byte[] whole = ogg(0, 0, 4);

        assertThat(complete(whole, chunk)).isTrue();
        assertThat(complete(Arrays.copyOf(whole, whole.length - 1), chunk)).isFalse();
        assertThat(complete(ogg(0, 0, 0), chunk)).isFalse();
        assertThat(complete(ogg(0, 4, 0), chunk)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 100, 1 << 20})
    void shouldCountTheBytesThatAnMp3Promises(int chunk) {
        byte[] mp3 = new byte[50_000];
        ByteBuffer.wrap(mp3, 36, 16)
                .put("Xing".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(3)
                .putInt(1000)
                .putInt(mp3.length);

        assertThat(complete(mp3, chunk)).isTrue();
        assertThat(complete(Arrays.copyOf(mp3, 40_000), chunk)).isFalse();
    }

    @Test
    void shouldCountTheBytesThatAnAuPromises() {
        byte[] au = new byte[100_000];
        ByteBuffer.wrap(au)
                .put(".snd".getBytes(StandardCharsets.ISO_8859_1))
                .putInt(24)
                .putInt(au.length - 24);
        assertThat(complete(au, 4096)).isTrue();
        assertThat(complete(Arrays.copyOf(au, 90_000), 4096)).isFalse();

        ByteBuffer.wrap(au).putInt(8, -1);
        assertThat(complete(Arrays.copyOf(au, 90_000), 4096))
                .as("length unknown when it was written")
                .isTrue();
    }

    private static boolean complete(byte[] file, int chunk) {
        EndCheck check = EndCheck.of(Arrays.copyOf(file, Math.min(file.length, 4096)), Optional.empty());
        for (int at = 0; at < file.length; at += chunk) {
            check.see(file, at, Math.min(chunk, file.length - at));
        }
        return check.complete();
    }

    private static byte[] ogg(int... flags) {
        var file = new ByteArrayOutputStream();
        for (int flag : flags) {
            byte[] page = new byte[27 + 3 + 255 + 255 + 17];
            System.arraycopy("OggS".getBytes(StandardCharsets.ISO_8859_1), 0, page, 0, 4);
            page[5] = (byte) flag;
            page[26] = 3;
            page[27] = (byte) 255;
            page[28] = (byte) 255;
            page[29] = 17;
            file.writeBytes(page);
        }
        return file.toByteArray();
    }
}
