package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avutil.AVERROR_ENOMEM;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import java.util.List;

/** FFmpeg's result numbers as errors of ours. */
final class Failures {
    private static final int LEAST_SURE = 10;

    private Failures() {}

    /** @param otherwise what a negative result means, if not lack of memory */
    static void check(int result, DecodingError otherwise) throws DecodingException {
        checkMemory(result);
        if (result < 0) {
            throw new DecodingException(otherwise, text(result));
        }
    }

    static void checkMemory(int result) throws DecodingException {
        if (result == AVERROR_ENOMEM()) {
            throw new DecodingException(DecodingError.MEMORY_LIMIT);
        }
    }

    /** Why no demuxer of the whitelist took the file: it is damaged, of another kind, or no media at all. */
    static DecodingException unopened(int result, byte[] head) {
        if (result == AVERROR_ENOMEM()) {
            return new DecodingException(DecodingError.MEMORY_LIMIT);
        }
        Probe probe = Probe.of(head);
        List<String> names = probe.names();
        if (probe.score() < LEAST_SURE) {
            return new DecodingException(DecodingError.NOT_AUDIO, "no known kind of audio by its first bytes");
        }
        String kind = String.join(",", names);
        if (names.stream().noneMatch(Whitelist.CONTAINERS::contains)) {
            return new DecodingException(DecodingError.UNSUPPORTED_FORMAT, "it looks like " + kind);
        }
        return names.contains("mov")
                ? new DecodingException(DecodingError.CORRUPT_AUDIO, "mp4 without its index: cut short?")
                : new DecodingException(DecodingError.CORRUPT_AUDIO, kind + ": " + text(result));
    }

    /** Why the demuxer of a format did not take what was said to be of it. */
    static DecodingException damaged(int result, String format) {
        return result == AVERROR_ENOMEM()
                ? new DecodingException(DecodingError.MEMORY_LIMIT)
                : new DecodingException(DecodingError.CORRUPT_AUDIO, "not " + format + ": " + text(result));
    }

    private static String text(int result) {
        byte[] text = new byte[128];
        av_strerror(result, text, text.length);
        int length = 0;
        while (length < text.length && text[length] != 0) {
            length++;
        }
        return new String(text, 0, length, java.nio.charset.StandardCharsets.UTF_8);
    }
}
