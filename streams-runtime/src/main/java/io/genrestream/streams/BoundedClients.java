package io.genrestream.streams;

import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.internals.DefaultKafkaClientSupplier;

/** Kafka Streams' own clients, except that what reads topics that anybody may write to keeps no more than it needs. */
final class BoundedClients extends DefaultKafkaClientSupplier {
    @Override
    public Consumer<byte[], byte[]> getConsumer(Map<String, Object> config) {
        return new KafkaConsumer<>(config, cut(config, true), cut(config, false));
    }

    @Override
    public Consumer<byte[], byte[]> getGlobalConsumer(Map<String, Object> config) {
        return getConsumer(config);
    }

    private static Deserializer<byte[]> cut(Map<String, Object> config, boolean isKey) {
        CutBytes cut = new CutBytes();
        cut.configure(config, isKey);
        return cut;
    }
}
