package io.genrestream.decoding.wire;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** Reads frames into one reused buffer: what the getters tell is good until the next {@link #next()}. */
public final class FrameReader {
    private static final FrameType[] TYPES = FrameType.values();

    private final DataInputStream in;
    private final byte[] payload = new byte[FrameWriter.MAX_PAYLOAD];
    private FrameType type;
    private int stream;
    private int length;

    public FrameReader(InputStream in) {
        this.in = new DataInputStream(new BufferedInputStream(in, 16 * 1024));
    }

    /** @return false at the end of the input, also in the middle of a frame: the other side has gone */
    public boolean next() throws IOException {
        try {
            int kind = in.readUnsignedByte();
            stream = in.readInt();
            length = in.readInt();
            if (kind >= TYPES.length || length < 0 || length > payload.length) {
                throw new IOException("Not a frame: type " + kind + ", length " + length);
            }
            type = TYPES[kind];
            in.readFully(payload, 0, length);
            return true;
        } catch (EOFException e) {
            return false;
        }
    }

    public FrameType type() {
        return type;
    }

    public int stream() {
        return stream;
    }

    public int length() {
        return length;
    }

    /** The first {@link #length()} bytes are the payload. */
    public byte[] payload() {
        return payload;
    }

    /** Payload as a number: CREDIT. */
    public int intPayload() {
        return ByteBuffer.wrap(payload).getInt();
    }
}
