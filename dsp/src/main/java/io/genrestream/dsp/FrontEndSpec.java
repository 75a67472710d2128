package io.genrestream.dsp;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Everything that decides what a feature's number is. Two front ends with the same {@link #digest()} give the same
 * numbers; a model accepts only the digest that it was trained with.
 *
 * @param sampleRate in Hz
 * @param window length of a frame in samples
 * @param fft size of the transform in samples, a power of two, at least {@code window}; the frame is padded with zeros
 * @param hop from one frame's first sample to the next one's, in samples
 * @param power exponent of the magnitude before the mel sum: 2 for power, 1 for magnitude
 * @param bands mel bands
 * @param fMin lowest edge of the mel bands in Hz
 * @param fMax highest edge of the mel bands in Hz
 * @param floor least mel energy that the logarithm is taken of
 * @param offset added to the mel energy before the floor
 * @param mfccCount cepstral coefficients, at most {@code bands}
 * @param frames frames in a window that the model scores
 * @param every from one such window's first frame to the next one's, in frames
 * @param decoder what made the samples: decoder, its version, its resampler and its rounding
 */
public record FrontEndSpec(
        int sampleRate,
        int window,
        int fft,
        int hop,
        Taper taper,
        double power,
        int bands,
        MelScale mel,
        MelNorm norm,
        double fMin,
        double fMax,
        LogScale log,
        double floor,
        double offset,
        int mfccCount,
        DctNorm dct,
        int frames,
        int every,
        String decoder) {

    /** The window function. HANN and HAMMING are periodic. */
    public enum Taper {
        HANN,
        HAMMING,
        BOX
    }

    /** SLANEY is linear below 1 kHz and logarithmic above (Auditory Toolbox, 1998); HTK is 2595 log10(1 + f/700). */
    public enum MelScale {
        SLANEY,
        HTK
    }

    /** SLANEY gives each triangle the same area; NONE gives each a peak of 1. */
    public enum MelNorm {
        SLANEY,
        NONE
    }

    /** DB is 10 log10, LN the natural logarithm. */
    public enum LogScale {
        DB,
        LN
    }

    /** ORTHO is the orthonormal DCT-II; NONE is the plain sum, twice. */
    public enum DctNorm {
        ORTHO,
        NONE
    }

    private static final String DECODER = "ffmpeg-8.0-swr-s16";

    /** The shipped model's: windows of 34 frames (2.97 s) every 17 (1.48 s). */
    public static final FrontEndSpec SHIPPED = at22050(1920, 96, 34, 17);

    /** What most published work uses, and so do the comparisons with other software: windows of 130 frames (3.02 s). */
    public static final FrontEndSpec CUSTOMARY = at22050(512, 128, 130, 65);

    private static FrontEndSpec at22050(int hop, int bands, int frames, int every) {
        return new FrontEndSpec(
                22050,
                2048,
                2048,
                hop,
                Taper.HANN,
                2,
                bands,
                MelScale.SLANEY,
                MelNorm.SLANEY,
                0,
                11025,
                LogScale.DB,
                1e-10,
                0,
                20,
                DctNorm.ORTHO,
                frames,
                every,
                DECODER);
    }

    /** @throws IllegalArgumentException in a sentence, where the values do not go together */
    public FrontEndSpec {
        require(sampleRate > 0, "rate must be positive");
        require(window > 1, "window must be at least 2 samples");
        require(
                fft >= window && fft >= 32 && Integer.bitCount(fft) == 1,
                "fft must be a power of two of at least 32 and at least the window");
        require(hop > 0, "hop must be positive");
        require(power > 0 && Double.isFinite(power), "power must be positive and finite");
        require(bands > 0, "bands must be positive");
        require(
                0 <= fMin && fMin < fMax && fMax <= sampleRate / 2.0,
                "fmin and fmax must rise, from 0 up to half the rate");
        require(floor > 0 && Double.isFinite(floor), "floor must be positive and finite");
        require(Double.isFinite(offset), "offset must be finite");
        require(mfccCount > 0 && mfccCount <= bands, "mfcc must be between 1 and bands");
        require(frames > 0 && every > 0 && every <= frames, "every must be between 1 and frames");
    }

    /** Columns of a frame's row: mel bands, then MFCC, then the descriptors. */
    public int frameWidth() {
        return bands + mfccCount + Descriptor.COUNT;
    }

    /** The text that {@link #parse} reads and {@link #digest} is taken of: {@code key=value} pairs in a fixed order. */
    public String canonical() {
        Map<String, Object> pairs = new LinkedHashMap<>();
        pairs.put("rate", sampleRate);
        pairs.put("window", window);
        pairs.put("fft", fft);
        pairs.put("hop", hop);
        pairs.put("taper", taper);
        pairs.put("power", power);
        pairs.put("bands", bands);
        pairs.put("mel", mel);
        pairs.put("norm", norm);
        pairs.put("fmin", fMin);
        pairs.put("fmax", fMax);
        pairs.put("log", log);
        pairs.put("floor", floor);
        pairs.put("offset", offset);
        pairs.put("mfcc", mfccCount);
        pairs.put("dct", dct);
        pairs.put("frames", frames);
        pairs.put("every", every);
        pairs.put("decoder", decoder);
        return pairs.entrySet().stream()
                .map(pair -> pair.getKey() + "="
                        + (pair.getValue() instanceof Enum<?> name
                                ? name.name().toLowerCase(Locale.ROOT)
                                : pair.getValue()))
                .collect(Collectors.joining(" "));
    }

    /** First 16 hexadecimal digits of the SHA-256 of {@link #canonical()}. */
    public String digest() {
        try {
            byte[] sha = MessageDigest.getInstance("SHA-256").digest(canonical().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha, 0, 8);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /**
     * Reads what {@link #canonical()} writes; the order of the pairs is free, each must be there once.
     *
     * @throws IllegalArgumentException in a sentence that names the pair that is missing, unknown or unreadable
     */
    public static FrontEndSpec parse(String canonical) {
        return new SpecText(canonical).read();
    }

    private static void require(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException("The front end's " + rule + ".");
        }
    }
}
