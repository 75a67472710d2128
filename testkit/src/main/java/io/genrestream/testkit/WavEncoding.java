package io.genrestream.testkit;

/** How a WAV file stores a sample. */
public enum WavEncoding {
    PCM_16(1, 2),
    PCM_24(1, 3),
    FLOAT_32(3, 4);

    private final int formatTag;
    private final int bytesPerSample;

    WavEncoding(int formatTag, int bytesPerSample) {
        this.formatTag = formatTag;
        this.bytesPerSample = bytesPerSample;
    }

    int formatTag() {
        return formatTag;
    }

    int bytesPerSample() {
        return bytesPerSample;
    }
}
