package io.genrestream.benchmarks;

import io.genrestream.dsp.rhythm.Rhythm;
import io.genrestream.dsp.rhythm.RhythmModule;
import io.genrestream.dsp.rhythm.RhythmTracker;
import io.genrestream.dsp.rhythm.StreamRhythm;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/**
 * Onsets, tempo and pitch of a second of music as the feature service hears it: the stream's state is read and written
 * with each second, and a tempo is asked for every seven.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class RhythmSecond {
    private static final int RATE = 22050;
    private static final int SECONDS = 60;
    private static final int SECONDS_A_TEMPO = 7;

    private final RhythmTracker tracker = RhythmModule.find().orElseThrow().tracker(RATE);
    private final short[] music = music();
    private byte[] state = tracker.start(0).encode();
    private int second;
    private Rhythm last;

    @Benchmark
    public Rhythm own() {
        StreamRhythm stream = tracker.resume(state);
        stream.process(music, second % SECONDS * RATE, RATE);
        if (++second % SECONDS_A_TEMPO == 0) {
            last = stream.rolling();
        }
        state = stream.encode();
        return last;
    }

    /** Chords, eight a second, over noise: six onsets a second are found, which is more than most music has. */
    private static short[] music() {
        Random random = new Random(3);
        short[] pcm = new short[SECONDS * RATE];
        for (int i = 0; i < pcm.length; i++) {
            double time = (double) i / RATE;
            int chord = (int) (time * 8);
            double sum = 0;
            for (int voice = 0; voice < 3; voice++) {
                double hertz = 110 * Math.pow(2, (chord * 7 + voice * 4) % 24 / 12.0);
                sum += Math.sin(2 * Math.PI * hertz * time) + 0.4 * Math.sin(4 * Math.PI * hertz * time);
            }
            double decay = Math.exp(-(time - chord / 8.0) * 5 * (chord % 4 + 1));
            pcm[i] = (short) (32768 * (0.08 * sum * decay + 0.02 * random.nextGaussian()));
        }
        return pcm;
    }
}
