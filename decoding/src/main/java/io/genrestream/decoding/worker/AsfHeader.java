package io.genrestream.decoding.worker;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** What FFmpeg does not tell of an asf file (wma): whether it is encrypted, and all its genres. */
final class AsfHeader {
    private static final String HEADER = hex("3026b2758e66cf11a6d900aa0062ce6c");
    private static final String DESCRIPTIONS = hex("40a4d0d207e3d21197f000a0c95ea850");
    /** Objects that only encrypted files have. */
    private static final Map<String, String> PROTECTIONS = Map.of(
            hex("fbb3112223bdd211b4b700a0c955fc6e"), "Windows Media DRM",
            hex("14e68a292226174cb935dae07ee9289c"), "Windows Media DRM",
            hex("338505438169e6499b74ad12cb86d58c"), "PlayReady");

    private static final int OBJECT_HEADER = 24;
    private static final int FIRST_OBJECT = 30;
    private static final int MOST_BYTES = 1 << 20;

    private final byte[] bytes;
    private final ByteBuffer fields;
    private final List<String> genres = new ArrayList<>();

    private AsfHeader(byte[] bytes) {
        this.bytes = bytes;
        this.fields = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static String hex(String digits) {
        return new String(HexFormat.of().parseHex(digits), ISO_8859_1);
    }

    /**
     * Reads it, of a file of another kind nothing.
     *
     * @throws DecodingException PROTECTED
     */
    static AsfHeader of(PeekableInput input) throws IOException {
        AsfHeader start = new AsfHeader(input.peek(OBJECT_HEADER));
        if (!start.id(0).equals(HEADER)) {
            return new AsfHeader(new byte[0]);
        }
        long size = start.fields.getLong(16);
        AsfHeader header = new AsfHeader(input.peek((int) Math.clamp(size, OBJECT_HEADER, MOST_BYTES)));
        header.readObjects();
        return header;
    }

    List<String> genres() {
        return genres;
    }

    private void readObjects() throws DecodingException {
        for (long at = FIRST_OBJECT; at + OBJECT_HEADER <= bytes.length; ) {
            String id = id((int) at);
            if (PROTECTIONS.containsKey(id)) {
                throw new DecodingException(DecodingError.PROTECTED, PROTECTIONS.get(id));
            }
            long size = Math.clamp(fields.getLong((int) at + 16), OBJECT_HEADER, bytes.length);
            if (id.equals(DESCRIPTIONS) && at + size <= bytes.length) {
                readDescriptions((int) at + OBJECT_HEADER, (int) (at + size));
            }
            at += size;
        }
    }

    /** Names and values, each behind its length; a value's kind 0 is text. */
    private void readDescriptions(int from, int end) {
        int at = from + 2;
        while (at + 2 <= end) {
            int nameEnd = at + 2 + Short.toUnsignedInt(fields.getShort(at));
            if (nameEnd + 4 > end) {
                return;
            }
            int valueEnd = nameEnd + 4 + Short.toUnsignedInt(fields.getShort(nameEnd + 2));
            if (valueEnd > end) {
                return;
            }
            if (text(at + 2, nameEnd).equals("WM/Genre") && fields.getShort(nameEnd) == 0) {
                genres.add(text(nameEnd + 4, valueEnd));
            }
            at = valueEnd;
        }
    }

    private String id(int at) {
        return at + 16 > bytes.length ? "" : new String(bytes, at, 16, ISO_8859_1);
    }

    private String text(int from, int end) {
        String text = new String(bytes, from, end - from, UTF_16LE);
        int zero = text.indexOf(0);
        return zero < 0 ? text : text.substring(0, zero);
    }
}
