package io.genrestream.ingest.publish;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InvalidConfigurationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The service's producer, which remembers the topics whose records the broker refuses, until it takes one again. */
public final class EventProducer extends KafkaProducer<String, SpecificRecord> {
    /** By topic. */
    private final Map<String, String> refusals = new ConcurrentHashMap<>();

    /** @param properties of a Kafka producer */
    public EventProducer(Map<String, Object> properties, Serializer<SpecificRecord> serializer) {
        super(properties, new StringSerializer(), serializer);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<String, SpecificRecord> event, Callback callback) {
        try {
            return super.send(event, (written, failure) -> {
                note(event.topic(), failure);
                if (callback != null) {
                    callback.onCompletion(written, failure);
                }
            });
        } catch (RuntimeException e) {
            note(event.topic(), e);
            throw e;
        }
    }

    /** Why the broker takes nothing from this producer; empty while it does, or is only away. */
    public Optional<String> refusal() {
        return refusals.values().stream().findFirst();
    }

    /** Only what concerns the producer itself: another refusal may be the one record's. */
    private void note(String topic, Exception failure) {
        if (failure == null) {
            refusals.remove(topic);
        } else if (failure instanceof InvalidConfigurationException || failure instanceof UnsupportedVersionException) {
            refusals.put(topic, PublishFault.of(failure).getMessage());
        }
    }
}
