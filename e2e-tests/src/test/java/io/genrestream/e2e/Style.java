package io.genrestream.e2e;

import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;

/** Four kinds of synthesised music that an ear tells apart at once; none is a genre that the shipped model knows. */
enum Style {
    /** Bass and chord by turns, four a second. */
    POLKA {
        @Override
        double sample(double time, double pitch, Random random) {
            double sinceBeat = time % 0.25;
            boolean bass = (int) (time / 0.25) % 2 == 0;
            double tone = bass
                    ? harmonics(pitch / 2, time, 3)
                    : harmonics(pitch * 2, time, 5) + harmonics(pitch * 2.5, time, 5);
            return 0.2 * tone * Math.exp(-sinceBeat * 12);
        }
    },
    /** A low string that is plucked again before it has died away, and above it notes that slide. */
    RAGA {
        @Override
        double sample(double time, double pitch, Random random) {
            double sincePluck = time % 1.2;
            double sinceNote = time % 0.8;
            double slide = pitch * 2 * (1 + 0.1 * sinceNote);
            return 0.3 * harmonics(pitch / 2, time, 8) * Math.exp(-sincePluck * 2)
                    + 0.2 * harmonics(slide, sinceNote, 6) * Math.exp(-sinceNote * 4);
        }
    },
    /** Square waves that run up and down, twelve notes a second. */
    CHIPTUNE {
        @Override
        double sample(double time, double pitch, Random random) {
            int note = (int) (time * 12) % 8;
            double hertz = pitch * 4 * Math.pow(2, (note < 4 ? note : 8 - note) / 3.0);
            return 0.15 * Math.signum(Math.sin(2 * Math.PI * hertz * time));
        }
    },
    /** Drums alone: a thud on each half second, hiss between. */
    BATUCADA {
        @Override
        double sample(double time, double pitch, Random random) {
            double sinceThud = time % 0.5;
            double sinceHiss = time % 0.125;
            return 0.4 * Math.sin(2 * Math.PI * 60 * sinceThud) * Math.exp(-sinceThud * 10)
                    + 0.2 * random.nextGaussian() * Math.exp(-sinceHiss * 40);
        }
    };

    private static final int RATE = 22_050;

    /**
     * @param pitch what the piece is tuned to (Hz)
     * @param random for noise
     */
    abstract double sample(double time, double pitch, Random random);

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Writes {@code folder/label/label-seed.wav}, another piece for each seed. */
    void write(Path folder, double seconds, long seed) {
        Random random = new Random(31 * seed + ordinal());
        double pitch = 160 * Math.pow(2, random.nextInt(12) / 12.0);
        double loudness = 0.5 + random.nextDouble();
        float[] samples = new float[(int) (seconds * RATE)];
        for (int i = 0; i < samples.length; i++) {
            samples[i] = (float) Math.clamp(loudness * sample((double) i / RATE, pitch, random), -1, 1);
        }
        try {
            Files.write(
                    Files.createDirectories(folder.resolve(label())).resolve(label() + "-" + seed + ".wav"),
                    new SynthesizedAudio(RATE, new float[][] {samples}).wav(WavEncoding.PCM_16));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double harmonics(double hertz, double time, int count) {
        double sum = 0;
        for (int harmonic = 1; harmonic <= count; harmonic++) {
            sum += Math.sin(2 * Math.PI * hertz * harmonic * time) / harmonic;
        }
        return sum;
    }
}
