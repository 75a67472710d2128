package io.genrestream.ingest.source;

import io.genrestream.event.SourceWanted;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.publish.PublishFault;
import io.genrestream.topic.LogTail;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes what is wanted, and waits until this instance's own view has seen it. */
public final class SourceLog {
    private final Producer<String, SpecificRecord> producer;
    private final LogTail tail;
    private final Duration patience;

    /**
     * @param tail of the topic that is written to
     * @param patience how long the view may take to see what the broker has acknowledged
     */
    public SourceLog(Producer<String, SpecificRecord> producer, LogTail tail, Duration patience) {
        this.producer = producer;
        this.tail = tail;
        this.patience = patience;
    }

    /** @throws IngestException when the broker does not acknowledge it in time; writing it again does no harm */
    void write(SourceWanted wanted) {
        send(wanted.getStreamId(), wanted);
    }

    /** @throws IngestException when the broker does not acknowledge it in time; writing it again does no harm */
    void remove(String streamId) {
        send(streamId, null);
    }

    private void send(String key, SourceWanted value) {
        try {
            RecordMetadata written = PublishFault.await(producer.send(new ProducerRecord<>(tail.topic(), key, value)));
            if (!tail.await(written.partition(), written.offset(), patience)) {
                throw new IngestException(
                        IngestError.BROKER_UNAVAILABLE, "the source was written, but could not be read back");
            }
        } catch (InterruptedException | RuntimeException e) {
            throw PublishFault.of(e);
        }
    }
}
