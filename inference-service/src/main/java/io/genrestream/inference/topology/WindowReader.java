package io.genrestream.inference.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.dsp.window.Window;
import io.genrestream.event.FeatureWindow;
import io.genrestream.registry.MalformedEventException;
import io.genrestream.topic.StreamKey;
import java.util.Arrays;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Record;

/** Reads a window from a raw record: whose it is is checked, what it holds is not yet. */
final class WindowReader {

    private final String topic;
    private final Deserializer<FeatureWindow> deserializer;

    WindowReader(String topic, Deserializer<FeatureWindow> deserializer) {
        this.topic = topic;
        this.deserializer = deserializer;
    }

    /**
     * @throws RefusedWindowException when the record itself is at fault; anything else that is thrown is a fault outside,
     *     after which the record is to be read again
     */
    FeatureWindow read(Record<byte[], byte[]> raw) throws RefusedWindowException {
        if (raw.value() == null) {
            throw new RefusedWindowException(WindowError.EMPTY_RECORD, "");
        }
        FeatureWindow window;
        try {
            window = deserializer.deserialize(topic, raw.value());
        } catch (MalformedEventException e) {
            throw new RefusedWindowException(e);
        }
        if (!Arrays.equals(window.getStreamId().getBytes(UTF_8), raw.key())) {
            throw new RefusedWindowException(WindowError.KEY_MISMATCH, "");
        }
        if (!StreamKey.isId(window.getStreamId())) {
            throw new RefusedWindowException(WindowError.INVALID_WINDOW, "Its streamId is no stream's id.");
        }
        if (window.getAttempt() < 0) {
            throw new RefusedWindowException(WindowError.INVALID_WINDOW, "Its attempt is " + window.getAttempt() + ".");
        }
        return window;
    }

    /** What the event says of its stretch of audio. */
    static Window features(FeatureWindow window) {
        return new Window(
                window.getWindowIndex(),
                window.getStartSample(),
                window.getEndSample(),
                window.getStreamSample(),
                window.getFrames(),
                window.getHeardFrames(),
                window.getLogMelDb(),
                window.getMfcc(),
                window.getDescriptors(),
                window.getLoudnessDb(),
                window.getSilentFraction());
    }
}
