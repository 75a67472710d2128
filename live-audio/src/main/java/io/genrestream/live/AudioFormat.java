package io.genrestream.live;

/** What the first bytes of a source look like, whatever its content type says. */
public enum AudioFormat {
    UNKNOWN,
    MP3,
    /** AAC in ADTS frames. */
    ADTS,
    OGG,
    FLAC,
    MPEG_TS,
    MP4
}
