package io.genrestream.decoding.worker;

import java.util.List;
import java.util.Set;

/**
 * What may be opened. Containers that name other files (playlists, concat) are not among them, and no protocol is.
 * QuickTime/mp4 and Matroska/WebM are there for m4a and for videos, whose audio track is taken.
 */
final class Whitelist {
    /** FFmpeg's demuxers. */
    static final List<String> CONTAINERS =
            List.of("mp3", "flac", "wav", "w64", "aiff", "au", "ogg", "mov", "asf", "aac", "matroska");

    /** FFmpeg's decoders; with every {@code pcm_*} one. */
    private static final Set<String> DECODERS = Set.of(
            "mp3float",
            "mp3",
            "mp2float",
            "mp2",
            "mp1float",
            "mp1",
            "flac",
            "vorbis",
            "opus",
            "aac",
            "alac",
            "wmav1",
            "wmav2",
            "wmapro",
            "wmalossless",
            "adpcm_ms",
            "adpcm_ima_wav");

    private Whitelist() {}

    static boolean decoder(String name) {
        return name.startsWith("pcm_") || DECODERS.contains(name);
    }

    static String containers() {
        return String.join(",", CONTAINERS);
    }
}
