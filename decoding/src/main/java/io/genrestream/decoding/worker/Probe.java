package io.genrestream.decoding.worker;

import static org.bytedeco.ffmpeg.global.avformat.av_probe_input_format3;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.ffmpeg.avformat.AVInputFormat;
import org.bytedeco.ffmpeg.avformat.AVProbeData;
import org.bytedeco.javacpp.BytePointer;

/**
 * FFmpeg's guess at what bytes are.
 *
 * @param names FFmpeg's names of the container, empty when it has no idea
 * @param score up to 100
 */
record Probe(List<String> names, int score) {
    /** Enough for a sure guess: many frames of mp3. */
    static final int BYTES = 16 * 1024;

    private static final int PADDING = 32;
    private static final int FAIR = 25;

    static Probe of(byte[] bytes) {
        try (BytePointer padded = new BytePointer(Arrays.copyOf(bytes, bytes.length + PADDING));
                AVProbeData data = new AVProbeData()) {
            data.buf(padded).buf_size(bytes.length).filename(null);
            int[] score = {0};
            AVInputFormat guess = av_probe_input_format3(data, 1, score);
            return guess == null || guess.isNull()
                    ? new Probe(List.of(), 0)
                    : new Probe(List.of(guess.name().getString().split(",")), score[0]);
        }
    }

    /** Whether a file of the whitelist begins with these bytes. */
    static boolean beginsAudio(byte[] bytes) {
        Probe probe = of(bytes);
        return probe.score >= FAIR && probe.names.stream().anyMatch(Whitelist.CONTAINERS::contains);
    }
}
