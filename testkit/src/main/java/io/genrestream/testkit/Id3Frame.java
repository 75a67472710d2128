package io.genrestream.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;

/** Frames of ID3 tags. */
public final class Id3Frame {
    private Id3Frame() {}

    /** A frame as version 2.3 has it, and 2.4 too where it is shorter than 128 bytes. */
    public static byte[] of(String id, byte[] content) {
        return ByteBuffer.allocate(10 + content.length)
                .put(id.getBytes(ISO_8859_1))
                .putInt(content.length)
                .putShort((short) 0)
                .put(content)
                .array();
    }
}
