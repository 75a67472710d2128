package io.genrestream.streams;

import io.genrestream.kit.settings.HeapBudget.Part;
import io.genrestream.topic.TopicCatalogue;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What the heap of a Kafka Streams application of ours is for, beside what it keeps of each stream. */
public final class StreamsHeap {
    private StreamsHeap() {}

    /**
     * @param serviceBytes of the service with no stream, measured
     * @param threads stream threads
     */
    public static List<Part> parts(long serviceBytes, int threads, TopicCatalogue topics) {
        return List.of(
                new Part("the service itself", "measured after a collection, few streams open", "", serviceBytes),
                new Part(
                        "records read ahead",
                        "24 MiB, at least one record; more only in an instance of more than 24 partitions",
                        "max-record-bytes",
                        Math.max(TopicCatalogue.READ_AHEAD_BYTES, topics.limit().bytes())),
                new Part(
                        "records that were fetched",
                        "threads x 8 MiB",
                        "threads",
                        threads * (long) StreamsSettings.MOST_BYTES_FETCHED),
                new Part(
                        "records that wait for the broker",
                        "threads x 8 MiB, at least one record",
                        "threads",
                        threads * producerBuffer(topics)),
                new Part("caches of the stores", "512 KiB", "", StreamsSettings.STORE_CACHE_BYTES));
    }

    private static long producerBuffer(TopicCatalogue topics) {
        return (long) topics.streams().get(StreamsConfig.producerPrefix(ProducerConfig.BUFFER_MEMORY_CONFIG));
    }
}
