package io.genrestream.inference.follow;

import io.genrestream.event.GenrePrediction;
import io.genrestream.event.TrackGenre;
import io.genrestream.topic.StreamKey;
import io.genrestream.topic.TopicCatalogue;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Where results lie and how to read them. */
public record ResultTopics(
        TopicCatalogue topics, Deserializer<GenrePrediction> predictionReader, Deserializer<TrackGenre> trackReader) {

    /** The partition of a stream, the same in all topics. */
    int partitionOf(String streamId) {
        return StreamKey.partition(streamId, topics.partitions());
    }

    /** Whether the position can belong to the stream. */
    boolean fits(EventPosition position, String streamId) {
        return position.partition() == partitionOf(streamId);
    }

    String name(ResultEvent.Kind kind) {
        return switch (kind) {
            case PREDICTION -> topics.genrePredictions().name();
            case TRACK -> topics.genreTracks().name();
            case SEGMENT -> topics.genreSegments().name();
        };
    }

    TopicPartition partition(ResultEvent.Kind kind, int partition) {
        return new TopicPartition(name(kind), partition);
    }
}
