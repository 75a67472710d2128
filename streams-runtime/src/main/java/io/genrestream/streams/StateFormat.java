package io.genrestream.streams;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * How the values of a store are written: a byte that says the version, then field after field as {@link DataOutputStream}
 * writes them. The newest version is written, older ones are read, and any other waits for the program that wrote it
 * (docs/adr/0049-one-format-of-state.md).
 */
public abstract class StateFormat<T> {
    private static final String OF_A_CHANGELOG =
            "Run the version that wrote it until its streams have ended, or start under another prefix.";
    /** For a store that is filled from a topic and not from a changelog. */
    protected static final String OF_A_TOPIC =
            "Delete the folder genrestream.state-dir while the service is down: the store is filled anew.";

    private final int oldest;
    private final int newest;
    private final String remedy;
    /** Of the value written last, since the next one is about as large (bytes). */
    private int lastSize = 256;

    /** Of a store with a changelog, which reads versions {@code oldest} to {@code newest} and writes that one. */
    protected StateFormat(int oldest, int newest) {
        this(oldest, newest, OF_A_CHANGELOG);
    }

    /** @param remedy what to do about another version, in a sentence */
    protected StateFormat(int oldest, int newest, String remedy) {
        this.oldest = oldest;
        this.newest = newest;
        this.remedy = remedy;
    }

    protected abstract void write(T value, DataOutputStream out) throws IOException;

    /** @param version that wrote the bytes, one of those that this format reads */
    protected abstract T read(DataInputStream in, int version) throws IOException;

    /** To be called by {@link #read} for a part with a version of its own. */
    protected final void requireVersion(int found, int oldest, int newest) {
        if (found < oldest || found > newest) {
            throw new StateVersionException(found, oldest, newest, remedy);
        }
    }

    protected static byte[] readBytes(DataInputStream in, int count) throws IOException {
        byte[] bytes = new byte[count];
        in.readFully(bytes);
        return bytes;
    }

    /** Up to the end, which a stream over memory knows: {@code readAllBytes} would take 16 KB to look for it. */
    protected static byte[] readRest(DataInputStream in) throws IOException {
        return readBytes(in, in.available());
    }

    public final byte[] encode(T value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(lastSize);
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(newest);
            write(value, out);
        } catch (IOException e) {
            throw new UncheckedIOException("Memory does not fail to be written.", e);
        }
        lastSize = bytes.size();
        return bytes.toByteArray();
    }

    /**
     * @throws StateVersionException when a version wrote the bytes that this program does not know
     * @throws IllegalStateException when they are cut off
     */
    public final T decode(byte[] bytes) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            int version = in.readByte();
            requireVersion(version, oldest, newest);
            return read(in, version);
        } catch (IOException e) {
            throw new IllegalStateException("The state store holds " + bytes.length + " bytes that are cut off.", e);
        }
    }

    public final Serde<T> serde() {
        return Serdes.serdeFrom(
                (topic, value) -> value == null ? null : encode(value),
                (topic, bytes) -> bytes == null ? null : decode(bytes));
    }
}
