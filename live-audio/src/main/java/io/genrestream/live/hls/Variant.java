package io.genrestream.live.hls;

import java.util.List;
import java.util.Locale;

/**
 * One form in which a stream is sent.
 *
 * @param bandwidth in bit/s
 * @param codecs of its audio and video in lower case; empty when the playlist does not say
 * @param audioGroup the group of renditions that its audio is in; null for none
 */
record Variant(String address, long bandwidth, List<String> codecs, String audioGroup) {
    private static final List<String> DECODED = List.of("mp4a", "mp3", "opus", "flac", "alac");

    static List<String> codecs(String attribute) {
        return attribute == null
                ? List.of()
                : List.of(attribute.toLowerCase(Locale.ROOT).strip().split("\\s*,\\s*"));
    }

    /** Whether its audio can be decoded as far as the playlist says. */
    boolean decoded() {
        return codecs.isEmpty() || codecs.stream().anyMatch(Variant::isDecoded);
    }

    boolean audioAlone() {
        return !codecs.isEmpty() && codecs.stream().allMatch(Variant::isDecoded);
    }

    private static boolean isDecoded(String codec) {
        return DECODED.stream().anyMatch(codec::startsWith);
    }
}
