package io.genrestream.streams;

import io.genrestream.topic.RecordLimit;
import java.nio.ByteBuffer;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Takes bytes from the network as they are, but of what exceeds {@link RecordLimit#bytes} only what its dead letter shows,
 * and notes the true size in a header as the letter does. A topic takes a record far beyond the limit where it is well
 * compressed, and a poll's worth of those would fill the heap, at each start anew.
 */
final class CutBytes implements Deserializer<byte[]> {
    private static final int MOST_VALUE_BYTES = 64 << 10;

    private RecordLimit limit;
    private boolean isKey;

    @Override
    public void configure(Map<String, ?> config, boolean isKey) {
        this.limit = RecordLimit.from(config);
        this.isKey = isKey;
    }

    @Override
    public byte[] deserialize(String topic, byte[] data) {
        return data;
    }

    @Override
    public byte[] deserialize(String topic, Headers headers, byte[] data) {
        return data == null ? null : deserialize(topic, headers, ByteBuffer.wrap(data));
    }

    @Override
    public byte[] deserialize(String topic, Headers headers, ByteBuffer data) {
        if (isKey) {
            // The key is read first. What others say is cut is none of ours.
            headers.remove(DeadLetters.CUT_KEY).remove(DeadLetters.CUT_VALUE).remove(DeadLetters.CUT_HEADERS);
            return cut(headers, data, DeadLetters.MOST_KEY_BYTES, DeadLetters.CUT_KEY);
        }
        cutHeaders(headers);
        return cut(headers, data, MOST_VALUE_BYTES, DeadLetters.CUT_VALUE);
    }

    private byte[] cut(Headers headers, ByteBuffer data, int kept, String mark) {
        int size = data.remaining();
        boolean fits = size <= limit.bytes();
        if (!fits) {
            DeadLetters.put(headers, mark, Integer.toString(size));
        }
        byte[] bytes = new byte[fits ? size : kept];
        data.get(bytes);
        return bytes;
    }

    private void cutHeaders(Headers headers) {
        Header cutKey = headers.lastHeader(DeadLetters.CUT_KEY);
        headers.remove(DeadLetters.CUT_KEY);
        long size = DeadLetters.size(headers);
        if (size > limit.bytes()) {
            RecordHeaders first = new RecordHeaders();
            DeadLetters.copy(headers, first, DeadLetters.MOST_HEADER_BYTES);
            for (Header header : headers.toArray()) {
                headers.remove(header.key());
            }
            first.forEach(headers::add);
            DeadLetters.put(headers, DeadLetters.CUT_HEADERS, Long.toString(size));
        }
        if (cutKey != null) {
            headers.add(cutKey);
        }
    }
}
