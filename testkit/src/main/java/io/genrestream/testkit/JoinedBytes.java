package io.genrestream.testkit;

import java.io.ByteArrayOutputStream;

/** Bytes one behind another. */
public final class JoinedBytes {
    private JoinedBytes() {}

    public static byte[] of(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
