package io.genrestream.analysis.library;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_32BE;
import static java.nio.charset.StandardCharsets.UTF_32LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An m3u or m3u8 list: an entry a line, and lines that begin with # say more of it. */
final class PlayList {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private PlayList() {}

    /** The bytes of each entry: of a list in UTF-16 or UTF-32 as they are in UTF-8, else as they stand in it. */
    static List<byte[]> entries(Path list) throws IOException {
        byte[] bytes = Files.readAllBytes(list);
        byte[] plain = charset(bytes).map(wide -> recoded(bytes, wide)).orElse(bytes);
        String mark = new String(BYTE_ORDER_MARK.getBytes(UTF_8), ISO_8859_1);
        String text = new String(plain, ISO_8859_1);
        return (text.startsWith(mark) ? text.substring(mark.length()) : text)
                .lines()
                .filter(line -> !line.isBlank() && !line.strip().startsWith("#"))
                .map(line -> line.getBytes(ISO_8859_1))
                .toList();
    }

    private static Optional<Charset> charset(byte[] bytes) {
        for (Charset charset : List.of(UTF_32LE, UTF_32BE)) {
            if (Arrays.equals(bytes, 0, Math.min(4, bytes.length), BYTE_ORDER_MARK.getBytes(charset), 0, 4)) {
                return Optional.of(charset);
            }
        }
        return isWide(bytes, 1) ? Optional.of(UTF_16LE) : isWide(bytes, 0) ? Optional.of(UTF_16BE) : Optional.empty();
    }

    /** Whether it begins with the mark of UTF-16, or, without one, with two characters of ASCII in it. */
    private static boolean isWide(byte[] bytes, int high) {
        if (bytes.length < 4) {
            return false;
        }
        int low = 1 - high;
        boolean marked = ((bytes[high] & 0xFF) << 8 | bytes[low] & 0xFF) == BYTE_ORDER_MARK.charAt(0);
        return marked || bytes[high] == 0 && bytes[high + 2] == 0 && bytes[low] > 0 && bytes[low + 2] > 0;
    }

    private static byte[] recoded(byte[] bytes, Charset charset) {
        return new String(bytes, charset).getBytes(UTF_8);
    }
}
