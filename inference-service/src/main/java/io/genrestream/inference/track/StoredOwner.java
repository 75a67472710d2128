package io.genrestream.inference.track;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.streams.StateFormat;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serde;

/**
 * Whose a stream is.
 *
 * @param timestamp of a record that said so (ms since 1970 UTC)
 */
public record StoredOwner(long timestamp, String owner) implements ExpiringEntry {

    public static Serde<StoredOwner> serde() {
        return new Format().serde();
    }

    /**
     * The time in seven bytes, then the name. The first builds knew no version here, and wrote the time in eight bytes, of
     * which the first is 0 for the next two million years: so that became the version.
     */
    private static final class Format extends StateFormat<StoredOwner> {
        private static final long LAST_TIME = (1L << 56) - 1;

        Format() {
            super(0, 0, OF_A_TOPIC);
        }

        @Override
        protected void write(StoredOwner stored, DataOutputStream out) throws IOException {
            long time = Math.clamp(stored.timestamp, 0, LAST_TIME);
            out.writeByte((int) (time >> 48));
            out.writeShort((int) (time >> 32));
            out.writeInt((int) time);
            out.write(stored.owner.getBytes(UTF_8));
        }

        @Override
        protected StoredOwner read(DataInputStream in, int version) throws IOException {
            long time = (long) in.readUnsignedByte() << 48
                    | (long) in.readUnsignedShort() << 32
                    | in.readInt() & 0xffffffffL;
            return new StoredOwner(time, new String(readRest(in), UTF_8));
        }
    }
}
