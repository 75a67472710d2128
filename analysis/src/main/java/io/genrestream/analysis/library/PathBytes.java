package io.genrestream.analysis.library;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HexFormat;

/**
 * The bytes of a path as the disk has them, whatever the locale. {@link Path#toString} replaces those that the locale
 * cannot read, and {@link Path#of(String, String...)} refuses characters that it cannot write; an address does neither.
 */
public final class PathBytes {
    private static final Path ROOT = Path.of("/");
    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private PathBytes() {}

    /** Absolute or relative, as the path is. */
    public static byte[] of(Path path) {
        String address = percentEncoded(path);
        return percentDecoded(address.getBytes(StandardCharsets.US_ASCII));
    }

    /** @throws InvalidPathException when they hold a 0, which no name can */
    public static Path path(byte[] bytes) {
        StringBuilder address = new StringBuilder();
        for (byte value : bytes) {
            if (value == 0) {
                throw new InvalidPathException(
                        new String(bytes, StandardCharsets.ISO_8859_1), "a name cannot hold the character NUL");
            }
            address.append(value == '/' ? "/" : "%" + HEX.toHexDigits(value));
        }
        // One slash between names and none behind the last, as every path has them.
        String names = address.toString().replaceAll("^/+|/+(?=/|$)", "");
        Path absolute = Path.of(URI.create("file:///" + names));
        if (bytes.length > 0 && bytes[0] == '/') {
            return absolute;
        }
        return names.isEmpty() ? Path.of("") : absolute.subpath(0, absolute.getNameCount());
    }

    /** All but letters, digits and some signs as %XX. */
    static String percentEncoded(Path path) {
        // Relative to the root, for a working folder with such a name is one that Java does not find.
        String address = ROOT.resolve(path).toUri().getRawPath();
        // Only of a folder that exists does it end with a slash.
        String plain =
                address.length() > 1 && address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
        return path.isAbsolute() ? plain : plain.substring(1);
    }

    /** Addresses in the wild hold characters that {@link URI} refuses; here all but %XX stands for itself. */
    static byte[] percentDecoded(byte[] encoded) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < encoded.length; i++) {
            int value = encoded[i] == '%' && i + 2 < encoded.length ? hex(encoded[i + 1], encoded[i + 2]) : -1;
            bytes.write(value < 0 ? encoded[i] : value);
            i += value < 0 ? 0 : 2;
        }
        return bytes.toByteArray();
    }

    private static int hex(byte high, byte low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first * 16 + second;
    }
}
