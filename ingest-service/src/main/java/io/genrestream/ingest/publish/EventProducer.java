package io.genrestream.ingest.publish;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The service's producer, which remembers that the broker refuses it until a record is taken again. */
public final class EventProducer extends KafkaProducer<String, SpecificRecord> {
    private volatile String refusal;

    /** @param properties of a Kafka producer */
    public EventProducer(Map<String, Object> properties, Serializer<SpecificRecord> serializer) {
        super(properties, new StringSerializer(), serializer);
    }

    @Override
    public Future<RecordMetadata> send(ProducerRecord<String, SpecificRecord> event, Callback callback) {
        try {
            return super.send(event, (written, failure) -> {
                note(failure);
                if (callback != null) {
                    callback.onCompletion(written, failure);
                }
            });
        } catch (RuntimeException e) {
            note(e);
            throw e;
        }
    }

    /** Why the broker takes nothing from this producer; empty while it does, or is only away. */
    public Optional<String> refusal() {
        return Optional.ofNullable(refusal);
    }

    private void note(Exception failure) {
        if (failure == null) {
            refusal = null;
            return;
        }
        IngestException fault = PublishFault.of(failure);
        if (fault.code().equals(IngestError.BROKER_REFUSED.name())) {
            refusal = fault.getMessage();
        }
    }
}
