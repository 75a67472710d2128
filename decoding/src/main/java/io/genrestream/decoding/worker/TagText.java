package io.genrestream.decoding.worker;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;

/** Text of tags: clean, of bounded length, whatever bytes the file has. */
final class TagText {
    private static final int MAX_CHARS = 500;
    private static final String BETWEEN = "; ";

    private TagText() {}

    /** Text of no known encoding: UTF-8, or else the one of Windows. */
    static String decoded(byte[] bytes, int offset, int length) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes, offset, length))
                    .toString();
        } catch (CharacterCodingException e) {
            return new String(bytes, offset, length, Charset.forName("windows-1252"));
        }
    }

    static String clean(String raw) {
        StringBuilder text = new StringBuilder();
        raw.codePoints()
                .map(c -> Character.isISOControl(c) ? ' ' : c)
                .limit(MAX_CHARS)
                .forEach(text::appendCodePoint);
        return text.toString().strip();
    }

    /** All values in one text, each once. */
    static String joined(Collection<String> values) {
        var each = new LinkedHashMap<String, String>();
        for (String value : values) {
            String clean = clean(value);
            if (!clean.isEmpty()) {
                each.putIfAbsent(clean, clean);
            }
        }
        return clean(each.keySet().stream().collect(Collectors.joining(BETWEEN)));
    }
}
