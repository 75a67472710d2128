package io.genrestream.live.ogg;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Makes streams of Ogg that no encoder writes. */
final class OggBytes {
    private static final int PAGE_BODY = 255 * 255;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private int sequence;

    /** @param flags 1 a packet goes on, 2 the stream's first page, 4 its last */
    OggBytes page(int flags, int serial, byte[] segments, byte[] body) {
        ByteBuffer page =
                ByteBuffer.allocate(27 + segments.length + body.length).order(ByteOrder.LITTLE_ENDIAN);
        page.put("OggS".getBytes(UTF_8))
                .put((byte) 0)
                .put((byte) flags)
                .putLong(0)
                .putInt(serial);
        page.putInt(sequence++)
                .putInt(0)
                .put((byte) segments.length)
                .put(segments)
                .put(body);
        page.putInt(22, PageSum.of(0, page.array(), 0, page.capacity()));
        bytes.writeBytes(page.array());
        return this;
    }

    /** One packet, on as many pages as it needs. */
    OggBytes packet(int flags, int serial, byte[] packet) {
        int from = 0;
        int begun = 0;
        for (; packet.length - from >= PAGE_BODY; from += PAGE_BODY, begun = 1) {
            byte[] full = new byte[255];
            Arrays.fill(full, (byte) 255);
            page(flags | begun, serial, full, Arrays.copyOfRange(packet, from, from + PAGE_BODY));
        }
        byte[] rest = Arrays.copyOfRange(packet, from, packet.length);
        byte[] segments = new byte[rest.length / 255 + 1];
        Arrays.fill(segments, (byte) 255);
        segments[segments.length - 1] = (byte) (rest.length % 255);
        return page(flags | begun, serial, segments, rest);
    }

    byte[] toByteArray() {
        return bytes.toByteArray();
    }

    static byte[] opusTags(String... fields) {
        ByteArrayOutputStream tags = new ByteArrayOutputStream();
        tags.writeBytes("OpusTags".getBytes(UTF_8));
        tags.writeBytes(number(0));
        tags.writeBytes(number(fields.length));
        for (String field : fields) {
            byte[] text = field.getBytes(UTF_8);
            tags.writeBytes(number(text.length));
            tags.writeBytes(text);
        }
        return tags.toByteArray();
    }

    private static byte[] number(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }
}
