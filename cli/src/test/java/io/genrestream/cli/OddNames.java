package io.genrestream.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.analysis.library.PathBytes;
import io.genrestream.testkit.SynthesizedAudio;
import io.genrestream.testkit.WavEncoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A folder of short music, each file with content of its own, under every kind of name that Linux lets a file have. */
public final class OddNames {
    /** A character a byte. */
    public static final List<String> ALL = List.of(
            "plain.wav",
            "caf\u00E9.wav",
            "caf\u00E8.wav",
            "\u0080\u00BF.wav",
            "half \u00C3.wav",
            "end\u00FF.wav",
            "end\u00FE.wav",
            bytes("é.wav"),
            bytes("e\u0301.wav"),
            "new\nline.wav",
            "tab\there.wav",
            "escape\u001B[2J.wav",
            "delete\u007F.wav",
            bytes("\u009B31m.wav"),
            bytes("a\u2028b.wav"),
            "-dash.wav",
            "--move.wav",
            " lead.wav",
            "trail .wav",
            "dots...wav",
            "*?[a]{b}!.wav",
            "$(x) `y` 'z' \"q\";&|<>.wav",
            "back\\slash.wav",
            "100%25.wav",
            "file:caf%E9.wav",
            "C:drive.wav",
            "#1.wav",
            "@at.wav",
            "=SUM(A1).wav",
            bytes("🎵 曲.wav"),
            bytes("\u202Evaw.gpj\u202C \u05D0\u200F.wav"),
            "Case.wav",
            "case.wav",
            "dir\u00FF/caf\u00E9.wav",
            "dir\u00FE/caf\u00E9.wav",
            bytes("dir é\n/plain.wav"),
            "one/" + "L".repeat(251) + ".wav",
            "two/" + "L".repeat(251) + ".wav",
            "one/" + bytes("é".repeat(125)) + "x.wav",
            "two/" + bytes("é".repeat(125)) + "x.wav",
            "one/" + "\u00E9".repeat(251) + ".wav",
            "two/" + "\u00E9".repeat(251) + ".wav",
            "one/" + "\u00A9".repeat(251) + ".wav",
            "two/" + "\u00A9".repeat(251) + ".wav");

    private OddNames() {}

    /** The path of a name of which each character is a byte. */
    public static Path path(String bytes) {
        return PathBytes.path(bytes.getBytes(ISO_8859_1));
    }

    /** The bytes of a path, a character each. */
    public static String bytes(Path path) {
        return new String(PathBytes.of(path), ISO_8859_1);
    }

    public static void write(Path folder) throws IOException {
        for (int i = 0; i < ALL.size(); i++) {
            write(folder, ALL.get(i), i);
        }
    }

    public static Path write(Path folder, String name, int seed) throws IOException {
        Path file = folder.resolve(path(name));
        Files.createDirectories(file.getParent());
        return Files.write(file, SynthesizedAudio.music(22_050, 1, 0.3, seed).wav(WavEncoding.PCM_16));
    }

    /** Everything below a folder but sort's own, links not followed: what it is, and of a file what is in it and since when. */
    public static Map<String, String> tree(Path root) throws IOException {
        Map<String, String> tree = new TreeMap<>();
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.toList()) {
                String name = bytes(root.relativize(path));
                if (!name.startsWith(".genrestream-sort")) {
                    tree.put(name, content(path));
                }
            }
        }
        return tree;
    }

    private static String content(Path path) throws IOException {
        if (Files.isSymbolicLink(path)) {
            return "link to " + bytes(Files.readSymbolicLink(path));
        }
        return Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)
                ? "folder"
                : digest(path) + " " + Files.getLastModifiedTime(path);
    }

    private static String digest(Path file) throws IOException {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String bytes(String text) {
        return new String(text.getBytes(UTF_8), ISO_8859_1);
    }
}
