package io.genrestream.analysis.library;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an entry of a list means: a path, absolute or beside the list, or an address. */
final class EntryAddress {
    private static final Pattern FILE_ADDRESS =
            Pattern.compile("file:(?://(?:localhost)?)?(/.*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern OTHER_ADDRESS = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]+://.*");

    private EntryAddress() {}

    /**
     * Empty for what lies on another machine.
     *
     * @throws InvalidPathException when no file can have that name
     */
    static Optional<Path> file(Path list, String entry) {
        Matcher address = FILE_ADDRESS.matcher(entry);
        if (address.matches()) {
            return Optional.of(Path.of(percentDecoded(address.group(1))));
        }
        if (OTHER_ADDRESS.matcher(entry).matches()) {
            return Optional.empty();
        }
        Path beside = list.resolveSibling(entry);
        // Lists that were written on Windows.
        return Optional.of(
                Files.exists(beside) || !entry.contains("\\") ? beside : list.resolveSibling(entry.replace('\\', '/')));
    }

    /** Addresses in the wild hold characters that {@link java.net.URI} refuses; here all but %XX stands for itself. */
    private static String percentDecoded(String address) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        byte[] encoded = address.getBytes(UTF_8);
        for (int i = 0; i < encoded.length; i++) {
            int value = encoded[i] == '%' && i + 2 < encoded.length ? hex(encoded[i + 1], encoded[i + 2]) : -1;
            bytes.write(value < 0 ? encoded[i] : value);
            i += value < 0 ? 0 : 2;
        }
        return bytes.toString(UTF_8);
    }

    private static int hex(byte high, byte low) {
        int first = Character.digit(high, 16);
        int second = Character.digit(low, 16);
        return first < 0 || second < 0 ? -1 : first * 16 + second;
    }
}
