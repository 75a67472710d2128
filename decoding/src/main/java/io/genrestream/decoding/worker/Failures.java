package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_format2;
import static org.bytedeco.ffmpeg.global.avutil.AVERROR_ENOMEM;
import static org.bytedeco.ffmpeg.global.avutil.av_strerror;

import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVProbeData;
import org.bytedeco.javacpp.BytePointer;

/** FFmpeg's result numbers as errors of ours. */
final class Failures {
    private static final int PROBE_PADDING = 32;
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
        String kind = probe(head);
        if (kind.isEmpty()) {
            return new DecodingException(DecodingError.NOT_AUDIO, "no known kind of audio by its first bytes");
        }
        List<String> names = Arrays.asList(kind.split(","));
        if (names.stream().noneMatch(Whitelist.CONTAINERS::contains)) {
            return new DecodingException(DecodingError.UNSUPPORTED_FORMAT, "it looks like " + kind);
        }
        return names.contains("mov")
                ? new DecodingException(DecodingError.CORRUPT_AUDIO, "mp4 without its index: cut short?")
                : new DecodingException(DecodingError.CORRUPT_AUDIO, kind + ": " + text(result));
    }

    private static String probe(byte[] head) {
        try (BytePointer padded = new BytePointer(Arrays.copyOf(head, head.length + PROBE_PADDING));
                AVProbeData data = new AVProbeData()) {
            data.buf(padded).buf_size(head.length).filename(null);
            int[] score = {LEAST_SURE};
            AVInputFormat guess = av_probe_input_format2(data, 1, score);
            return guess == null || guess.isNull() ? "" : guess.name().getString();
        }
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
