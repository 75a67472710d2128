package io.genrestream.topic;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.regex.Pattern;
import org.apache.kafka.common.utils.Utils;

/** A stream's id as the key of its records. */
public final class StreamKey {
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,128}");

    private StreamKey() {}

    /** Whether a stream may have this id: 1 to 128 characters of {@code A-Z a-z 0-9 . _ -}. */
    public static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /**
     * Where every producer puts the stream's records, by murmur2 of the key.
     *
     * @param partitions of the topic (count)
     */
    public static int partition(String streamId, int partitions) {
        return Utils.toPositive(Utils.murmur2(streamId.getBytes(UTF_8))) % partitions;
    }
}
