package io.genrestream.analysis.library;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Endings of the names of files: lower case, without the dot, empty where a name has none. */
final class FileExtension {
    /** Of sound, and of videos, that {@link io.genrestream.decoding.AudioFileExtensions} does not have. */
    private static final Set<String> OTHER_SOUND = Set.of(
            // protected, or of telephones and cinemas
            "aa",
            "aax",
            "aaxc",
            "m4p",
            "ac3",
            "eac3",
            "dts",
            "thd",
            "mlp",
            "amr",
            "awb",
            "3ga",
            "qcp",
            "gsm",
            "spx",
            // without loss, and of one bit a sample
            "ape",
            "mac",
            "wv",
            "tta",
            "tak",
            "ofr",
            "shn",
            "als",
            "dsf",
            "dff",
            "dsd",
            // of programs and players that are gone, or rare
            "mpc",
            "mp+",
            "mpp",
            "caf",
            "sd2",
            "voc",
            "vox",
            "8svx",
            "ra",
            "ram",
            "rm",
            "rmvb",
            "oma",
            "aa3",
            "at3",
            "vqf",
            // notes, not sound
            "cda",
            "mid",
            "midi",
            "kar",
            "rmi",
            "mod",
            "xm",
            "it",
            "s3m",
            "sid",
            "nsf",
            "spc",
            "vgm",
            // videos
            "avi",
            "flv",
            "mpg",
            "mpeg",
            "vob",
            "ts",
            "m2ts",
            "mts",
            "divx");

    private FileExtension() {}

    static String of(Path file) {
        String name = PathText.title(file);
        int dot = name.lastIndexOf('.');
        return dot < 0 ? "" : name.substring(dot + 1).toLowerCase(Locale.ROOT);
    }

    /** Whether it is one of sound that is not decoded. */
    static boolean isOtherSound(String ending) {
        return OTHER_SOUND.contains(ending);
    }
}
