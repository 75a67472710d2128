package io.genrestream.inference.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.event.FeatureWindow;
import io.genrestream.registry.MalformedEventException;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Reads windows and writes their frames as viewers get them. */
final class Frames {
    private final FrameTopic topic;
    private final ObjectMapper json;

    Frames(FrameTopic topic, ObjectMapper json) {
        this.topic = topic;
        this.json = json;
    }

    /** Empty for a record that nobody can read, which the topology has set aside. */
    Optional<FeatureWindow> read(ConsumerRecord<byte[], byte[]> record) {
        try {
            return record.value() == null
                    ? Optional.empty()
                    : Optional.of(topic.reader().deserialize(topic.name(), record.value()));
        } catch (MalformedEventException e) {
            return Optional.empty();
        }
    }

    /**
     * As lines of an event stream; empty where the window has nothing that the model would read. They have no id:
     * frames may be sent twice and in any order, for their time says where they belong.
     */
    Optional<byte[]> lines(FeatureWindow window) {
        if (window.getFrames() == 0
                || !window.getFrontEndDigest().equals(topic.frontEnd().digest())) {
            return Optional.empty();
        }
        try {
            String data = json.writeValueAsString(FramesEvent.of(window, topic.frontEnd()));
            return Optional.of("event:frames\ndata:%s\n\n".formatted(data).getBytes(UTF_8));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Numbers and bytes do not fail to be written.", e);
        }
    }
}
