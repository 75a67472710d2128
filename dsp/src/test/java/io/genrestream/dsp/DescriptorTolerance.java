package io.genrestream.dsp;

/** How far a descriptor may be from librosa's, in its own unit. */
final class DescriptorTolerance {
    private DescriptorTolerance() {}

    static double of(Descriptor descriptor) {
        return switch (descriptor) {
            case RMS, ZERO_CROSSING_RATE -> 1e-7;
            case CENTROID, BANDWIDTH, ROLLOFF -> 1e-2;
            case FLATNESS -> 1e-6;
            case CONTRAST_0, CONTRAST_1, CONTRAST_2, CONTRAST_3, CONTRAST_4, CONTRAST_5, CONTRAST_6 -> 1e-3;
            default -> 1e-5; // chroma
        };
    }
}
