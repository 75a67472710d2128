package io.genrestream.ingest.status;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.publish.PublishFault;
import io.genrestream.topic.LogTail;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Future;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/** Writes the states of streams, waits until this instance's own view has seen them, and tells which of them count. */
public final class StatusLog {
    private final Producer<String, SpecificRecord> producer;
    private final String topic;
    private final LogTail tail;
    private final StreamView view;
    private final Duration patience;

    /** @param patience how long the view may take to see what the broker has acknowledged */
    public StatusLog(
            Producer<String, SpecificRecord> producer, String topic, LogTail tail, StreamView view, Duration patience) {
        this.producer = producer;
        this.topic = topic;
        this.tail = tail;
        this.view = view;
        this.patience = patience;
    }

    /**
     * Writes a claim, a status STARTED without an attempt's number; or a later status STARTED of a live attempt.
     *
     * @return the status with the number, if its writer owns the stream
     * @throws IngestException when the broker does not acknowledge it in time; it may turn up in the log all the same
     */
    public Optional<StreamStatus> claim(StreamStatus claim) {
        return write(claim);
    }

    /**
     * Writes the end of an attempt.
     *
     * @return whether it is the end that counts: another may have ended the attempt, or deleted the stream
     * @throws IngestException when the broker does not acknowledge it in time; writing it again does no harm
     */
    public boolean end(StreamStatus ended) {
        return write(ended).isPresent();
    }

    /**
     * Writes a deletion.
     *
     * @return its number, greater than those of all attempts before it and smaller than those after it
     */
    public long delete(String streamId) {
        RecordMetadata written = PublishFault.await(send(deletion(streamId)));
        see(written);
        return StatusRecord.number(written.offset());
    }

    /**
     * Writes again, with its number, what counts of the streams whose last record in the log is one that does not count:
     * compaction would remove the former and keep the latter. To be done by one instance for each partition.
     *
     * @param most streams at once (count); calling again does the rest
     */
    public void repeatWhatCounts(Set<Integer> partitions, int most) {
        view.toRepeat().stream()
                .filter(known -> partitions.contains(known.partition()))
                .limit(most)
                .forEach(this::repeat);
    }

    private void repeat(KnownStream known) {
        if (!known.isDeleted()) {
            send(record(known.status()));
            return;
        }
        ProducerRecord<String, SpecificRecord> deletion = deletion(known.streamId());
        deletion.headers()
                .add(StatusRecord.ATTEMPT, Long.toString(known.attempt()).getBytes(UTF_8));
        send(deletion);
    }

    private Optional<StreamStatus> write(StreamStatus status) {
        RecordMetadata written = PublishFault.await(send(record(status)));
        see(written);
        long attempt = status.getAttempt() == 0 ? StatusRecord.number(written.offset()) : status.getAttempt();
        return view.get(status.getStreamId())
                .filter(known -> known.getAttempt() == attempt
                        && known.getState() == status.getState()
                        && known.getUploadId().equals(status.getUploadId())
                        && known.getUpdatedAt().equals(status.getUpdatedAt()));
    }

    private Future<RecordMetadata> send(ProducerRecord<String, SpecificRecord> event) {
        try {
            return producer.send(event);
        } catch (RuntimeException e) {
            throw PublishFault.of(e);
        }
    }

    private ProducerRecord<String, SpecificRecord> record(StreamStatus status) {
        return new ProducerRecord<>(topic, status.getStreamId(), status);
    }

    private ProducerRecord<String, SpecificRecord> deletion(String streamId) {
        return new ProducerRecord<>(topic, streamId, null);
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
