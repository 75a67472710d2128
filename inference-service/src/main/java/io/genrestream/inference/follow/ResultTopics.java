package io.genrestream.inference.follow;

import io.genrestream.event.GenrePrediction;
import io.genrestream.event.TrackGenre;
import io.genrestream.result.GenreResult;
import io.genrestream.topic.TopicCatalogue;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.utils.Utils;

/** Where results lie and how to read them. */
public record ResultTopics(
        TopicCatalogue topics, Deserializer<GenrePrediction> predictionReader, Deserializer<TrackGenre> trackReader) {

    /** The partition of a stream, the same in all topics. */
    int partitionOf(byte[] key) {
        return Utils.toPositive(Utils.murmur2(key)) % topics.partitions();
    }

    TopicPartition predictions(int partition) {
        return new TopicPartition(topics.genrePredictions().name(), partition);
    }

    TopicPartition tracks(int partition) {
        return new TopicPartition(topics.genreTracks().name(), partition);
    }

    /** @param event a value of genre.predictions */
    PredictionEvent prediction(byte[] event) {
        return PredictionEvent.of(
                predictionReader.deserialize(topics.genrePredictions().name(), event));
    }

    /** @param event a value of genre.tracks */
    public GenreResult track(byte[] event) {
        return GenreResult.of(trackReader.deserialize(topics.genreTracks().name(), event));
    }
}
