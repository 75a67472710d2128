package io.genrestream.inference.follow;

import io.genrestream.dsp.FrontEndSpec;
import io.genrestream.event.FeatureWindow;
import io.genrestream.topic.StreamKey;
import io.genrestream.topic.TopicCatalogue;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/**
 * Where windows of features lie and how to read them.
 *
 * @param frontEnd of the windows that the model reads; others are not shown
 */
public record FrameTopic(TopicCatalogue topics, Deserializer<FeatureWindow> reader, FrontEndSpec frontEnd) {

    String name() {
        return topics.audioFeatures().name();
    }

    TopicPartition partitionOf(String streamId) {
        return new TopicPartition(name(), StreamKey.partition(streamId, topics.partitions()));
    }
}
