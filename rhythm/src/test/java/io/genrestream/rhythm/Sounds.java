package io.genrestream.rhythm;

import io.genrestream.dsp.rhythm.StreamRhythm;
import java.util.Random;
import java.util.function.IntToDoubleFunction;

/** Made signals, mono at {@link #RATE}. */
final class Sounds {
    static final int RATE = 22_050;

    private Sounds() {}

    /** What a click is made of: a function of the seconds since it began, and of chance. */
    enum Click {
        IMPULSE {
            @Override
            double at(double seconds, Random random) {
                return seconds < 1e-3 ? 0.8 : 0;
            }
        },
        METRONOME {
            @Override
            double at(double seconds, Random random) {
                return 0.5 * Math.exp(-seconds / 0.02) * Math.sin(2 * Math.PI * 1000 * seconds);
            }
        },
        NOISE_BURST {
            @Override
            double at(double seconds, Random random) {
                return 0.2 * Math.exp(-seconds / 0.03) * random.nextGaussian();
            }
        },
        KICK {
            @Override
            double at(double seconds, Random random) {
                return 0.7
                        * Math.exp(-seconds / 0.08)
                        * Math.sin(2 * Math.PI * (55 + 90 * Math.exp(-seconds / 0.02)) * seconds);
            }
        },
        PLUCK {
            @Override
            double at(double seconds, Random random) {
                double sum = 0;
                for (int k = 1; k <= 8; k++) {
                    sum += Math.exp(-seconds * k / 0.25) * Math.sin(2 * Math.PI * 220 * k * seconds) / k;
                }
                return 0.3 * sum;
            }
        };

        abstract double at(double seconds, Random random);
    }

    static StreamRhythm heard(short[] pcm) {
        StreamRhythm stream = new TarsosRhythm().tracker(RATE).start(0);
        stream.process(pcm, 0, pcm.length);
        return stream;
    }

    /** @param noise root mean square of the noise beneath */
    static short[] clicks(Click click, double perMinute, double seconds, double noise) {
        Random random = new Random(11);
        double period = 60 / perMinute;
        return signal(seconds, i -> {
            double time = (double) i / RATE;
            return click.at(time % period, random) + noise * random.nextGaussian();
        });
    }

    static short[] sine(double hertz, double seconds) {
        return signal(seconds, i -> 0.4 * Math.sin(2 * Math.PI * hertz * i / RATE));
    }

    /** With all its harmonics below half the rate. */
    static short[] sawtooth(double hertz, double seconds) {
        return signal(seconds, i -> {
            double sum = 0;
            for (int k = 1; k * hertz < RATE / 2.0; k++) {
                sum += Math.sin(2 * Math.PI * k * hertz * i / RATE) / k;
            }
            return 0.3 * sum;
        });
    }

    static short[] noise(double rms, double seconds) {
        Random random = new Random(5);
        return signal(seconds, i -> rms * random.nextGaussian());
    }

    static short[] join(short[]... parts) {
        int length = 0;
        for (short[] part : parts) {
            length += part.length;
        }
        short[] all = new short[length];
        int at = 0;
        for (short[] part : parts) {
            System.arraycopy(part, 0, all, at, part.length);
            at += part.length;
        }
        return all;
    }

    static short[] signal(double seconds, IntToDoubleFunction at) {
        short[] pcm = new short[(int) Math.round(seconds * RATE)];
        for (int i = 0; i < pcm.length; i++) {
            pcm[i] = (short) Math.clamp(Math.round(32768 * at.applyAsDouble(i)), Short.MIN_VALUE, Short.MAX_VALUE);
        }
        return pcm;
    }
}
