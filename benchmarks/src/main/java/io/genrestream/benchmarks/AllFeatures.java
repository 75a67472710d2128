package io.genrestream.benchmarks;

import io.genrestream.dsp.FramingState;
import io.genrestream.dsp.FrontEnd;
import io.genrestream.dsp.FrontEndSpec;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Mel bands, MFCC and all descriptors of a second of audio, in one chunk. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
public class AllFeatures {
    /** How a front end is told apart in the table. */
    public enum Spec {
        SHIPPED(FrontEndSpec.SHIPPED),
        CUSTOMARY(FrontEndSpec.CUSTOMARY);

        private final FrontEnd frontEnd;

        Spec(FrontEndSpec spec) {
            frontEnd = new FrontEnd(spec);
        }
    }

    @Param({"SHIPPED", "CUSTOMARY"})
    public Spec spec;

    private final short[] second = Noise.samples(22050);
    private final FramingState framing = new FramingState();
    private float last;

    @Benchmark
    @Fork(jvmArgsAppend = "--add-modules=jdk.incubator.vector")
    public float ownVector() {
        return process();
    }

    @Benchmark
    public float ownScalar() {
        return process();
    }

    private float process() {
        spec.frontEnd.process(framing, second, 0, second.length, row -> last = row[0]);
        return last;
    }
}
