package io.genrestream.dsp;

import io.genrestream.dsp.descriptor.FrameDescriptors;
import io.genrestream.dsp.spectrum.Dct;
import io.genrestream.dsp.spectrum.Logarithm;
import io.genrestream.dsp.spectrum.MelBank;
import io.genrestream.dsp.spectrum.PowerSpectrum;
import java.util.Arrays;

/**
 * Turns a stream of samples into frames of features. What comes out does not depend on how the samples are cut into
 * calls, to the bit. Not thread-safe: one a thread, for any number of streams, each with its {@link FramingState}. Allocates
 * nothing per frame.
 */
public final class FrontEnd {
    private static final int WARM_UP_FRAMES = 3000;

    private final FrontEndSpec spec;
    private final short[] frame;
    private final PowerSpectrum spectrum;
    private final MelBank mel;
    private final Logarithm logarithm;
    private final Dct dct;
    private final FrameDescriptors descriptors;
    private final boolean describing;
    private final double[] energies;
    private final float[] row;

    public FrontEnd(FrontEndSpec spec) {
        this(spec, true);
    }

    /**
     * For models that take no aggregate: of the descriptors only {@link Descriptor#RMS} is computed, which tells silence, and
     * the others are 0.
     */
    public static FrontEnd withoutDescriptors(FrontEndSpec spec) {
        return new FrontEnd(spec, false);
    }

    private FrontEnd(FrontEndSpec spec, boolean describing) {
        this.describing = describing;
        this.spec = spec;
        frame = new short[spec.window()];
        spectrum = new PowerSpectrum(spec);
        mel = new MelBank(spec);
        logarithm = new Logarithm(spec);
        dct = new Dct(spec);
        descriptors = new FrameDescriptors(spec);
        energies = new double[spec.bands()];
        row = new float[spec.frameWidth()];
    }

    /**
     * Takes the stream's next samples and hands every frame that they complete to {@code sink}.
     *
     * @param framing the stream's own; is changed
     * @param pcm signed 16-bit samples, full scale 32,768, at the spec's sample rate
     */
    public void process(FramingState framing, short[] pcm, int offset, int length, FrameSink sink) {
        int at =
                -framing.length + framing.skip; // where the next frame starts: in the framing below 0, in pcm from 0 on
        while (at + spec.window() <= length) {
            gather(framing, pcm, offset, at);
            compute();
            sink.frame(row);
            at += spec.hop();
        }
        keep(framing, pcm, offset, length, at);
    }

    /** Runs until the JIT has compiled the hot path: the first seconds are a hundred times slower than the rest. */
    public void warmUp() {
        for (int i = 0; i < frame.length; i++) {
            frame[i] = (short) (i * 7919);
        }
        for (int i = 0; i < WARM_UP_FRAMES; i++) {
            compute();
        }
    }

    private void gather(FramingState framing, short[] pcm, int offset, int at) {
        int old = Math.min(Math.max(-at, 0), frame.length);
        if (old > 0) {
            System.arraycopy(framing.samples, framing.length + at, frame, 0, old);
        }
        System.arraycopy(pcm, offset + at + old, frame, old, frame.length - old);
    }

    private void keep(FramingState framing, short[] pcm, int offset, int length, int at) {
        int left = Math.max(length - at, 0);
        framing.skip = Math.max(at - length, 0);
        if (framing.samples.length < left) {
            framing.samples = Arrays.copyOf(framing.samples, spec.window());
        }
        int old = Math.min(Math.max(-at, 0), left);
        System.arraycopy(framing.samples, framing.length - Math.max(-at, 0), framing.samples, 0, old);
        if (left > old) {
            System.arraycopy(pcm, offset + at + old, framing.samples, old, left - old);
        }
        framing.length = left;
    }

    private void compute() {
        double[] power = spectrum.of(frame);
        mel.sum(power, energies);
        logarithm.apply(energies);
        for (int band = 0; band < energies.length; band++) {
            row[band] = (float) energies[band];
        }
        dct.transform(energies, row, spec.bands());
        int first = spec.bands() + spec.mfccCount();
        if (describing) {
            descriptors.describe(frame, power, row, first);
        } else {
            descriptors.describeLoudness(frame, row, first);
        }
    }
}
