package io.genrestream.decoding.wire;

import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A {@link DecodingException} as the payload of FAILED. */
public final class FailureRecord {
    private FailureRecord() {}

    public static byte[] encode(DecodingException failure) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var out = new DataOutputStream(bytes);
        out.writeUTF(failure.code().name());
        out.writeUTF(failure.detail());
        return bytes.toByteArray();
    }

    public static DecodingException decode(byte[] payload, int length) throws IOException {
        var in = new DataInputStream(new ByteArrayInputStream(payload, 0, length));
        return new DecodingException(DecodingError.valueOf(in.readUTF()), in.readUTF());
    }
}
