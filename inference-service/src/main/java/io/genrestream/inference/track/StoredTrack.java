package io.genrestream.inference.track;

import io.genrestream.streams.StateFormat;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.apache.kafka.common.serialization.Serde;

/**
 * The latest record of a stream on genre.tracks, and nothing that only a reader of earlier ones could know: so every
 * instance holds the same, whenever it began to read and however often it read a record.
 *
 * @param offset of the record on its partition
 * @param timestamp of the record (ms since 1970 UTC)
 * @param event its value
 */
public record StoredTrack(long offset, long timestamp, byte[] event) implements ExpiringEntry {

    public static Serde<StoredTrack> serde() {
        return new Format().serde();
    }

    private static final class Format extends StateFormat<StoredTrack> {
        Format() {
            super(2, 2, OF_A_TOPIC);
        }

        @Override
        protected void write(StoredTrack track, DataOutputStream out) throws IOException {
            out.writeLong(track.offset);
            out.writeLong(track.timestamp);
            out.write(track.event);
        }

        @Override
        protected StoredTrack read(DataInputStream in, int version) throws IOException {
            return new StoredTrack(in.readLong(), in.readLong(), readRest(in));
        }
    }
}
