package io.genrestream.dsp.fma;

import io.genrestream.dsp.Descriptor;
import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.aggregate.ExactAggregate;
import io.genrestream.dsp.aggregate.Statistic;
import io.genrestream.dsp.descriptor.SpectralShape;
import io.genrestream.dsp.descriptor.Waveform;
import io.genrestream.dsp.spectrum.PowerSpectrum;
import java.util.List;

/**
 * The 518 features of the data set "FMA: A Dataset for Music Analysis" (Defferrard et al. 2017, arXiv 1612.01840) of a
 * clip: {@link FmaFeature#DESCRIPTORS} descriptors a frame, seven statistics of each over the clip. They look at the
 * whole clip (centred frames, its tuning, 80 dB under its loudest), so they are for whole files alone; the streaming
 * front end has its own descriptors. How near they are to librosa is in {@code docs/librosa.md}.
 *
 * <p>Takes one clip after another. Not thread-safe: one a thread. Keeps the clip's samples, since the constant-Q
 * transform's pitches follow from a tuning that is known only at its end: 2.6 MB a minute, and as much again for what is
 * kept of its frames (noise, which has many spectral peaks: twice that). Allocates nothing per frame once its tables have
 * grown to the longest clip, but for 150 bytes at the clip's end.
 */
public final class FmaFeatures {
    /** Hz; what the samples must have. */
    public static final int SAMPLE_RATE = 22050;

    private static final FrontEndSpec SPEC = FrontEndSpec.CUSTOMARY;

    private final Clip clip = new Clip();
    private final FrameTable features = new FrameTable(FmaFeature.DESCRIPTORS);
    private final PowerSpectrum spectrum = new PowerSpectrum(SPEC);
    private final Waveform waveform = new Waveform();
    private final SpectralShape shape = new SpectralShape(SPEC);
    private final ClippedCepstrum cepstrum = new ClippedCepstrum(SPEC);
    private final ClippedContrast contrast = new ClippedContrast(SPEC);
    private final PitchPeaks magnitudePeaks = new PitchPeaks(SAMPLE_RATE, Clip.FRAME);
    private final PitchPeaks powerPeaks = new PitchPeaks(SAMPLE_RATE, Clip.FRAME);
    private final Chromagrams chromagrams = new Chromagrams(SPEC, features);
    private final short[] frame = new short[Clip.FRAME];
    private final double[] magnitude = new double[Clip.FRAME / 2 + 1];
    private final float[] described = new float[Descriptor.COUNT];

    /**
     * Takes the clip's next samples, in blocks of any size.
     *
     * @param pcm mono, signed 16-bit, full scale 32,768, at {@link #SAMPLE_RATE}
     */
    public void add(short[] pcm, int offset, int length) {
        clip.append(pcm, offset, length);
        describeUpTo(clip.completeFrames());
    }

    /**
     * Ends the clip; the next samples begin another one.
     *
     * @return a value for each of {@link FmaColumn#all()}, in that order: chroma as a ratio, MFCC and contrast in dB,
     *     rmse of the tapered frame at full scale 1, centroid, bandwidth and rolloff in Hz, zcr in crossings a sample;
     *     skew and kurtosis are 0 where a descriptor does not vary
     * @throws IllegalStateException where the clip has no samples
     */
    public float[] finish() {
        if (clip.length() == 0) {
            throw new IllegalStateException("The clip has no samples.");
        }
        describeUpTo(clip.frames());
        contrast.write(features);
        cepstrum.write(features);
        chromagrams.writeStft(clip, spectrum, powerPeaks.tuning());
        chromagrams.writeConstantQ(clip, magnitudePeaks.tuning());
        float[] values = statistics();
        clear();
        return values;
    }

    private void describeUpTo(int frames) {
        while (features.frames() < frames) {
            describe(features.frames());
        }
    }

    private void describe(int number) {
        int row = features.addRow();
        float[] values = features.values();
        clip.extended(number, frame);
        values[row + FmaFeature.ZCR.column()] = (float) waveform.zeroCrossingRate(frame);
        clip.padded(number, frame);
        double[] power = spectrum.of(frame);
        for (int bin = 0; bin < magnitude.length; bin++) {
            magnitude[bin] = Math.sqrt(power[bin]);
        }
        shape.describe(magnitude, power, described, 0);
        values[row + FmaFeature.SPECTRAL_BANDWIDTH.column()] = described[Descriptor.BANDWIDTH.ordinal()];
        values[row + FmaFeature.SPECTRAL_CENTROID.column()] = described[Descriptor.CENTROID.ordinal()];
        values[row + FmaFeature.SPECTRAL_ROLLOFF.column()] = described[Descriptor.ROLLOFF.ordinal()];
        values[row + FmaFeature.RMSE.column()] = (float) rms(power);
        contrast.add(magnitude);
        cepstrum.add(power);
        double largest = largest(magnitude);
        magnitudePeaks.add(magnitude, largest);
        powerPeaks.add(power, largest * largest);
    }

    /** By Parseval's theorem: all bins but the first and the last stand for two. */
    private static double rms(double[] power) {
        double sum = -(power[0] + power[power.length - 1]) / 2;
        for (double value : power) {
            sum += value;
        }
        return Math.sqrt(2 * sum) / Clip.FRAME;
    }

    private static double largest(double[] values) {
        double even = values[0];
        double odd = 0;
        for (int i = 1; i + 1 < values.length; i += 2) {
            odd = Math.max(odd, values[i]);
            even = Math.max(even, values[i + 1]);
        }
        return Math.max(even, odd);
    }

    private float[] statistics() {
        float[] byDescriptor = ExactAggregate.of(features.values(), features.frames(), FmaFeature.DESCRIPTORS);
        List<FmaColumn> columns = FmaColumn.all();
        float[] values = new float[columns.size()];
        for (int i = 0; i < values.length; i++) {
            FmaColumn column = columns.get(i);
            int descriptor = column.family().column() + column.index();
            values[i] =
                    byDescriptor[descriptor * Statistic.COUNT + column.kind().ordinal()];
        }
        return values;
    }

    /** Forgets what there is of a clip. */
    public void clear() {
        clip.clear();
        features.clear();
        contrast.clear();
        cepstrum.clear();
        magnitudePeaks.clear();
        powerPeaks.clear();
    }
}
