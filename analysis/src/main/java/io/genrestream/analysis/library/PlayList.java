package io.genrestream.analysis.library;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** An m3u or m3u8 list: an entry a line, and lines that begin with # say more of it. */
final class PlayList {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private PlayList() {}

    static List<String> entries(Path list) throws IOException {
        String text = text(Files.readAllBytes(list));
        return (text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text)
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    /** UTF-8 where it is that, else Latin-1, in which older players write. */
    private static String text(byte[] bytes) {
        try {
            return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, ISO_8859_1);
        }
    }
}
