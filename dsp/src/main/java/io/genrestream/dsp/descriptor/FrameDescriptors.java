package io.genrestream.dsp.descriptor;

import io.genrestream.dsp.Descriptor;
import io.genrestream.dsp.FrontEndSpec;

/** All descriptors of one frame, in the order of {@link Descriptor}. */
public final class FrameDescriptors {
    private final Waveform waveform = new Waveform();
    private final SpectralShape shape;
    private final Contrast contrast;
    private final Chroma chroma;
    private final double[] magnitude;

    public FrameDescriptors(FrontEndSpec spec) {
        shape = new SpectralShape(spec);
        contrast = new Contrast(spec);
        chroma = new Chroma(spec, 0);
        magnitude = new double[spec.fft() / 2 + 1];
    }

    /**
     * @param frame the frame's samples, full scale 32,768
     * @param power its power spectrum
     * @param row receives {@link Descriptor#COUNT} values from {@code offset} on
     */
    public void describe(short[] frame, double[] power, float[] row, int offset) {
        for (int bin = 0; bin < magnitude.length; bin++) {
            magnitude[bin] = Math.sqrt(power[bin]);
        }
        describeLoudness(frame, row, offset);
        row[offset + Descriptor.ZERO_CROSSING_RATE.ordinal()] = (float) waveform.zeroCrossingRate(frame);
        shape.describe(magnitude, power, row, offset);
        contrast.describe(magnitude, row, offset + Descriptor.CONTRAST_0.ordinal());
        chroma.describe(power, row, offset + Descriptor.CHROMA_0.ordinal());
    }

    /** As {@link #describe}, but {@link Descriptor#RMS} alone. */
    public void describeLoudness(short[] frame, float[] row, int offset) {
        row[offset + Descriptor.RMS.ordinal()] = (float) waveform.rms(frame);
    }
}
