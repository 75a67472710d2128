package io.genrestream.decoding;

/** What the bytes of a live source are, as far as is known before they are decoded. */
public enum LiveFormat {
    /** The decoder finds out, which takes up to 8 KiB of the source. */
    UNKNOWN,
    MP3,
    /** AAC in ADTS frames. */
    ADTS,
    OGG,
    FLAC,
    MPEG_TS,
    /** Fragments behind their index. */
    MP4,
    /** Samples as they are, see {@link RawSamples}. */
    WAV
}
