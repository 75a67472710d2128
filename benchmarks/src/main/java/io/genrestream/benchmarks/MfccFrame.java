package io.genrestream.benchmarks;

import io.genrestream.dsp.FrontEndSpec;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One frame of MFCC at 2048/512/128/20. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
public class MfccFrame {
    private static final FrontEndSpec SPEC = FrontEndSpec.CUSTOMARY;
    private static final int FRAMES = 64;

    private final short[] pcm = Noise.samples(SPEC.window() + FRAMES * SPEC.hop());
    private final OwnMfcc own = new OwnMfcc(SPEC);
    private final JTransformsMfcc jtransforms = new JTransformsMfcc(SPEC);
    private final TarsosMfcc tarsos = new TarsosMfcc(SPEC);
    private int frame;

    /** A comparison is one of equals: all three must give the same numbers, TarsosDSP's within float32. */
    @Setup
    public void check() {
        float[] ours = own.of(pcm, 0);
        double[] reference = jtransforms.of(pcm, 0).clone();
        double[] single = tarsos.of(pcm, 0);
        for (int k = 0; k < ours.length; k++) {
            if (Math.abs(ours[k] - reference[k]) > 1e-4 || Math.abs(single[k] - reference[k]) > 1e-1) {
                throw new IllegalStateException("MFCC " + k + " differs between the pipelines.");
            }
        }
    }

    @Benchmark
    @Fork(jvmArgsAppend = "--add-modules=jdk.incubator.vector")
    public float[] ownVector() {
        return own.of(pcm, next());
    }

    @Benchmark
    public float[] ownScalar() {
        return own.of(pcm, next());
    }

    @Benchmark
    public double[] jtransformsDouble() {
        return jtransforms.of(pcm, next());
    }

    @Benchmark
    public double[] tarsosFloat() {
        return tarsos.of(pcm, next());
    }

    private int next() {
        frame = (frame + 1) % FRAMES;
        return frame * SPEC.hop();
    }
}
