package io.genrestream.dsp.descriptor;

/** What is measured on the samples themselves. */
public final class Waveform {
    private static final double FULL_SCALE = 32768;

    private final DescriptorKernel kernel = DescriptorKernel.fastest();

    /** Root of the mean square, full scale 1. */
    double rms(short[] frame) {
        return Math.sqrt((double) kernel.energy(frame) / frame.length) / FULL_SCALE;
    }

    /** Changes of sign over the number of samples; zero counts as positive. */
    public double zeroCrossingRate(short[] frame) {
        return (double) kernel.signChanges(frame) / frame.length;
    }
}
