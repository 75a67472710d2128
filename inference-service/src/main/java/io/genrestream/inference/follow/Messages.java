package io.genrestream.inference.follow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.genrestream.event.GenrePrediction;
import io.genrestream.event.TrackGenre;
import io.genrestream.registry.MalformedEventException;
import io.genrestream.result.GenreResult;
import io.genrestream.result.SegmentResult;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads events and writes them as viewers see them. */
final class Messages {
    private static final Logger LOG = LoggerFactory.getLogger(Messages.class);

    private record Deleted(String streamId) {}

    private final ResultTopics topics;
    private final ObjectMapper json;

    Messages(ResultTopics topics, ObjectMapper json) {
        this.topics = topics;
        this.json = json;
    }

    /**
     * Empty for a record that nobody can read.
     *
     * @throws org.apache.kafka.common.KafkaException when the registry does not answer
     */
    Optional<Message> read(ResultEvent event) {
        try {
            return switch (event.kind()) {
                case PREDICTION -> event.value() == null ? Optional.empty() : Optional.of(prediction(event));
                case SEGMENT -> event.value() == null ? Optional.empty() : Optional.of(segment(event));
                case TRACK -> Optional.of(event.isDeletion() ? deletion(event) : track(event));
            };
        } catch (MalformedEventException | JsonProcessingException e) {
            LOG.warn(
                    "Passed over {}-{}@{}: {}",
                    topics.name(event.kind()),
                    event.partition(),
                    event.offset(),
                    e.getMessage());
            return Optional.empty();
        }
    }

    private Message track(ResultEvent event) throws JsonProcessingException {
        TrackGenre track = topics.trackReader().deserialize(topics.name(event.kind()), event.value());
        return new Message(
                "track", track.getAttempt(), track.getFinal$(), json.writeValueAsString(GenreResult.of(track)));
    }

    private Message segment(ResultEvent event) throws JsonProcessingException {
        TrackGenre segment = topics.trackReader().deserialize(topics.name(event.kind()), event.value());
        return new Message("segment", segment.getAttempt(), false, json.writeValueAsString(SegmentResult.of(segment)));
    }

    private Message prediction(ResultEvent event) throws JsonProcessingException {
        GenrePrediction prediction = topics.predictionReader().deserialize(topics.name(event.kind()), event.value());
        return new Message(
                "prediction", prediction.getAttempt(), false, json.writeValueAsString(PredictionEvent.of(prediction)));
    }

    private Message deletion(ResultEvent event) throws JsonProcessingException {
        return new Message("deleted", 0, true, json.writeValueAsString(new Deleted(event.streamId())));
    }
}
