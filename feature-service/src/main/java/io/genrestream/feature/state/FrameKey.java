package io.genrestream.feature.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Key of a block of frames. As bytes the keys of one stream and kind stand together, in the order of their frames: id,
 * a zero byte (no id holds one), kind, first frame. They have no version, since it would come before the id.
 *
 * @param firstFrame the block's first frame, counted over the stream
 */
public record FrameKey(String streamId, Kind kind, long firstFrame) {

    /** Columns with a life of their own: a window's mel bands are needed for seconds, the rest for the rolling range. */
    public enum Kind {
        LOG_MEL,
        FEATURES
    }

    public static Serde<FrameKey> serde() {
        return Serdes.serdeFrom((topic, key) -> key.encode(), (topic, bytes) -> decode(bytes));
    }

    byte[] encode() {
        byte[] id = streamId.getBytes(UTF_8);
        return ByteBuffer.allocate(id.length + 10)
                .put(id)
                .put((byte) 0)
                .put((byte) kind.ordinal())
                .putLong(firstFrame)
                .array();
    }

    static FrameKey decode(byte[] bytes) {
        int idLength = bytes.length - 10;
        ByteBuffer rest = ByteBuffer.wrap(bytes, idLength + 1, 9);
        return new FrameKey(new String(bytes, 0, idLength, UTF_8), Kind.values()[rest.get()], rest.getLong());
    }
}
