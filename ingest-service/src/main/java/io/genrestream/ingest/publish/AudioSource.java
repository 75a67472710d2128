package io.genrestream.ingest.publish;

/** Where audio comes from. */
public enum AudioSource {
    /** Files that clients send. */
    UPLOAD,
    /** Stations and other addresses that are followed. */
    LIVE,
    /** What clients send while it sounds. */
    PUSH
}
