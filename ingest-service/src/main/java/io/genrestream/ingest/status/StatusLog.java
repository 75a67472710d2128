package io.genrestream.ingest.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.publish.PublishFault;
import io.genrestream.topic.LogTail;
import java.time.Duration;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes the states of streams, and waits until this instance's own view has seen them. */
public final class StatusLog {
    private final Producer<String, SpecificRecord> producer;
    private final String topic;
    private final LogTail tail;
    private final Duration patience;

    /** @param patience how long the view may take to see what the broker has acknowledged */
    public StatusLog(Producer<String, SpecificRecord> producer, String topic, LogTail tail, Duration patience) {
        this.producer = producer;
        this.topic = topic;
        this.tail = tail;
        this.patience = patience;
    }

    /**
     * Returns when the view has seen the state and all before it.
     *
     * @throws IngestException when the broker does not acknowledge it in time
     */
    public void write(StreamStatus status) {
        see(PublishFault.await(send(status)));
    }

    /** Writes without waiting. */
    public Future<RecordMetadata> send(StreamStatus status) {
        try {
            return producer.send(new ProducerRecord<>(
                    topic, null, status.getUpdatedAt().toEpochMilli(), status.getStreamId(), status));
        } catch (RuntimeException e) {
            throw PublishFault.of(e);
        }
    }

    /** Writes a tombstone that says which attempt it deletes. */
    public void delete(StreamStatus status) {
        ProducerRecord<String, SpecificRecord> tombstone = new ProducerRecord<>(topic, status.getStreamId(), null);
        tombstone.headers().add(StreamView.UPLOAD_ID, status.getUploadId().getBytes(UTF_8));
        tombstone
                .headers()
                .add(StreamView.EPOCH, Integer.toString(status.getEpoch()).getBytes(UTF_8));
        try {
            see(PublishFault.await(producer.send(tombstone)));
        } catch (org.apache.kafka.common.KafkaException e) {
            throw PublishFault.of(e);
        }
    }

    private void see(RecordMetadata written) {
        try {
            if (!tail.await(written.partition(), written.offset(), patience)) {
                throw new IngestException(
                        IngestError.BROKER_UNAVAILABLE, "the state was written, but could not be read back");
            }
        } catch (InterruptedException e) {
            throw PublishFault.of(e);
        }
    }
}
