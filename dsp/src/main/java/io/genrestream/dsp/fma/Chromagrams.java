package io.genrestream.dsp.fma;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.dsp.descriptor.Chroma;
import io.genrestream.dsp.spectrum.PowerSpectrum;

/** The three chromagrams and the tonal centroids of a clip: what needs its tuning, known only at its end. */
final class Chromagrams {
    private static final int CLASSES = SemitoneFilters.CLASSES;

    private final FrontEndSpec spec;
    private final FrameTable features;
    private final TonalCentroid centroid = new TonalCentroid();

    Chromagrams(FrontEndSpec spec, FrameTable features) {
        this.spec = spec;
        this.features = features;
    }

    /** @param tuning by the power spectra's peaks, in semitones */
    void writeStft(Clip clip, PowerSpectrum spectrum, double tuning) {
        Chroma chroma = new Chroma(spec, tuning);
        short[] frame = new short[Clip.FRAME];
        for (int number = 0; number < features.frames(); number++) {
            clip.padded(number, frame);
            chroma.describe(spectrum.of(frame), features.values(), at(number, FmaFeature.CHROMA_STFT));
        }
    }

    /** @param tuning by the magnitude spectra's peaks, in semitones */
    void writeConstantQ(Clip clip, double tuning) {
        float[] classes = ConstantQ.pitchClasses(clip, spec.sampleRate(), tuning);
        float[] cens = Cens.of(classes, features.frames());
        for (int number = 0; number < features.frames(); number++) {
            int row = number * CLASSES;
            float largest = 0;
            for (int c = 0; c < CLASSES; c++) {
                largest = Math.max(largest, classes[row + c]);
            }
            float scale = largest >= Float.MIN_NORMAL ? largest : 1;
            int to = at(number, FmaFeature.CHROMA_CQT);
            for (int c = 0; c < CLASSES; c++) {
                features.values()[to + c] = classes[row + c] / scale;
            }
            System.arraycopy(cens, row, features.values(), at(number, FmaFeature.CHROMA_CENS), CLASSES);
            centroid.write(cens, row, features.values(), at(number, FmaFeature.TONNETZ));
        }
    }

    private int at(int frame, FmaFeature feature) {
        return features.row(frame) + feature.column();
    }
}
