package io.genrestream.decoding.wire;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;

/** Writes frames: type (1 byte), stream (int), payload length (int), payload; each in one write. Safe for many threads. */
public final class FrameWriter {
    /** Most bytes of payload; a frame of a second of PCM fits a pipe's usual buffer. */
    public static final int MAX_PAYLOAD = 48 * 1024;

    static final int HEADER = 9;
    private static final byte[] NOTHING = {};

    private final OutputStream out;
    private final byte[] frame = new byte[HEADER + MAX_PAYLOAD];

    /** @param out unbuffered, or flushed by its owner's choice */
    public FrameWriter(OutputStream out) {
        this.out = out;
    }

    public void write(FrameType type, int stream) throws IOException {
        write(type, stream, NOTHING, 0, 0);
    }

    public void writeCredit(int stream, int bytes) throws IOException {
        write(
                FrameType.CREDIT,
                stream,
                ByteBuffer.allocate(Integer.BYTES).putInt(bytes).array(),
                0,
                Integer.BYTES);
    }

    public synchronized void write(FrameType type, int stream, byte[] payload, int offset, int length)
            throws IOException {
        ByteBuffer.wrap(frame)
                .put((byte) type.ordinal())
                .putInt(stream)
                .putInt(length)
                .put(payload, offset, length);
        out.write(frame, 0, HEADER + length);
        out.flush();
    }
}
