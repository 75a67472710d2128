package io.genrestream.live.radio;

import io.genrestream.testkit.Signal;
import io.genrestream.testkit.TestEncoder;
import java.util.Arrays;

/** A few seconds of a tone as stations send it. */
final class EncodedAudio {
    static final byte[] MP3 = frames("mp3", "libmp3lame");
    static final byte[] ADTS = frames("adts", "aac");
    static final byte[] OPUS = frames("ogg", "libopus");
    static final byte[] FLAC = frames("flac", "flac");
    static final byte[] MPEG_TS = frames("mpegts", "aac");
    static final byte[] MP4 = frames("ipod", "aac");

    private EncodedAudio() {}

    private static byte[] frames(String container, String codec) {
        return new TestEncoder(container, codec, 48_000).encode(Signal.sampled(Signal.MUSIC, 48_000, 4));
    }

    /** As a listener gets it who joins somewhere. */
    static byte[] from(byte[] bytes, int offset) {
        return Arrays.copyOfRange(bytes, offset, bytes.length);
    }
}
