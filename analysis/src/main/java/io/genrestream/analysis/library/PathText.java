package io.genrestream.analysis.library;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Paths as text from which they can be made again, byte for byte and in any locale. A path reads as it is, in UTF-8;
 * one that is no UTF-8, or that holds what a line of text cannot, reads as its address with %XX: {@code
 * file:///music/caf%E9.mp3}, or {@code file:caf%E9.mp3} where it is relative. Two paths never have the same text.
 */
public final class PathText {
    /** An address of this machine, and what of it is percent-encoded. */
    static final Pattern ADDRESS =
            Pattern.compile("file:(?://(?:localhost)?(?=/))?(.*)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /** What ends a line, moves a cursor, or turns the direction of writing for what follows. */
    private static final Pattern UNPRINTABLE =
            Pattern.compile("[\\p{Cc}\\p{Zl}\\p{Zp}\\x{202A}-\\x{202E}\\x{2066}-\\x{2069}]");

    private static final HexFormat HEX = HexFormat.of().withUpperCase().withPrefix("%");

    private PathText() {}

    /** One line, without control characters. */
    public static String of(Path path) {
        return utf8(PathBytes.of(path))
                .filter(text -> !UNPRINTABLE.matcher(text).find())
                .filter(text -> !isAddress(text))
                .orElseGet(() -> address(path));
    }

    /** The path as an address, whatever it holds. */
    public static String address(Path path) {
        return (path.isAbsolute() ? "file://" : "file:") + PathBytes.percentEncoded(path);
    }

    /** Whether a text is an address, not the path itself. */
    public static boolean isAddress(String text) {
        return ADDRESS.matcher(text).matches();
    }

    /**
     * The path that has this text, or this {@code file:} address.
     *
     * @throws InvalidPathException when no file can have that name
     */
    public static Path path(String text) {
        Matcher address = ADDRESS.matcher(text);
        return PathBytes.path(
                address.matches() ? PathBytes.percentDecoded(address.group(1).getBytes(UTF_8)) : text.getBytes(UTF_8));
    }

    /** A file beside another, whose name goes on with {@code ending}: {@code song.csv.part}. */
    public static Path beside(Path file, String ending) {
        byte[] name = PathBytes.of(file.getFileName());
        return file.resolveSibling(PathBytes.path((new String(name, ISO_8859_1) + ending).getBytes(ISO_8859_1)));
    }

    /** The name of a file for people to read, who need not find it by that: what is no UTF-8 is replaced. */
    public static String title(Path file) {
        Path name = file.getFileName();
        return name == null
                ? ""
                : UNPRINTABLE.matcher(new String(PathBytes.of(name), UTF_8)).replaceAll("?");
    }

    /** Any text in one line, its control characters as %XX. */
    public static String printable(String text) {
        return UNPRINTABLE
                .matcher(text)
                .replaceAll(found -> HEX.formatHex(found.group().getBytes(UTF_8)));
    }

    static Optional<String> utf8(byte[] bytes) {
        try {
            return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
