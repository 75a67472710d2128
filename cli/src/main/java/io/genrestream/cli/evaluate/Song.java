package io.genrestream.cli.evaluate;

import io.genrestream.analysis.evaluation.CrossFade;
import java.nio.ShortBuffer;
import java.util.Arrays;
import java.util.Random;

/** Makes a song of {@value #LEAST_SECONDS} to {@value #MOST_SECONDS} s of parts of a piece, since the labelled music has none. */
final class Song {
    private static final int LEAST_SECONDS = 90;
    private static final int MOST_SECONDS = 240;
    private static final int LEAST_PART_SECONDS = 5;
    private static final int MOST_PART_SECONDS = 15;

    private final int sampleRate;
    private final Random random;

    Song(int sampleRate, Random random) {
        this.sampleRate = sampleRate;
        this.random = random;
    }

    /** @param piece longer than the longest part (samples) */
    short[] of(short[] piece) {
        ShortBuffer song = ShortBuffer.allocate((MOST_SECONDS + MOST_PART_SECONDS) * sampleRate);
        int length = between(LEAST_SECONDS, MOST_SECONDS);
        CrossFade fade = new CrossFade(sampleRate / 2);
        while (song.position() < length) {
            int part = between(LEAST_PART_SECONDS, MOST_PART_SECONDS);
            int from = random.nextInt(piece.length - part);
            fade.play(Arrays.copyOfRange(piece, from, from + part), song::put);
        }
        return Arrays.copyOf(song.array(), song.position());
    }

    private int between(int leastSeconds, int mostSeconds) {
        return random.nextInt(leastSeconds * sampleRate, mostSeconds * sampleRate);
    }
}
