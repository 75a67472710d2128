package io.genrestream.cli.plot;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.spectrum.PowerSpectrum;
import java.util.function.Consumer;

/** The power spectra that the front end's frames are made of, frame for frame. */
final class PowerFrames {
    private final FrontEndSpec spec;
    private final PowerSpectrum spectrum;
    private final Consumer<double[]> sink;
    private final short[] frame;
    private int filled;

    /** @param sink takes fft/2 + 1 values a frame; the array is used again for the next one */
    PowerFrames(FrontEndSpec spec, Consumer<double[]> sink) {
        this.spec = spec;
        this.sink = sink;
        spectrum = new PowerSpectrum(spec);
        frame = new short[spec.window()];
    }

    void process(short[] pcm, int offset, int length) {
        int at = offset;
        int left = length;
        while (left > 0) {
            int taken = Math.min(left, frame.length - filled);
            System.arraycopy(pcm, at, frame, filled, taken);
            filled += taken;
            at += taken;
            left -= taken;
            if (filled == frame.length) {
                sink.accept(spectrum.of(frame));
                filled -= spec.hop();
                System.arraycopy(frame, spec.hop(), frame, 0, filled);
            }
        }
    }
}
