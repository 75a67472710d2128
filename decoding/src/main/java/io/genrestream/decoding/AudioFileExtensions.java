package io.genrestream.decoding;

import java.util.Locale;
import java.util.Set;

/**
 * Endings of the names of files that can be decoded. A decoder itself never asks for them: what a file is, its bytes tell.
 * They are for choosing files out of a folder. A container of video stands here because its sound is decoded.
 */
public final class AudioFileExtensions {
    private static final Set<String> ENDINGS = Set.of(
            "mp3", "mp2", "mp1", "mpga", "flac", "fla", "wav", "wave", "bwf", "rf64", "w64", "aiff", "aif", "aifc",
            "au", "snd", "ogg", "oga", "ogx", "ogv", "opus", "m4a", "m4b", "m4r", "m4v", "mp4", "mov", "3gp", "3g2",
            "3gpp", "qt", "f4a", "f4b", "f4v", "mpa", "aac", "adts", "wma", "wmv", "asf", "mka", "mkv", "weba", "webm");

    private AudioFileExtensions() {}

    /** All endings: lower case, without the dot. */
    public static Set<String> all() {
        return ENDINGS;
    }

    /** @param fileName in any case, for example {@code Song.MP3}; a name without a dot has no ending */
    public static boolean takes(String fileName) {
        int dot = fileName.lastIndexOf('.');
        return dot >= 0 && ENDINGS.contains(fileName.substring(dot + 1).toLowerCase(Locale.ROOT));
    }
}
