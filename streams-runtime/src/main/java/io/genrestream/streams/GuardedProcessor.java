package io.genrestream.streams;

import io.genrestream.fault.EventError;
import io.genrestream.kit.log.StreamAtWork;
import java.util.Optional;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * Stands around the first processor of a topology, and so around all that follows it: processors, stores, and the
 * serializers of sinks. Nothing half done is committed (docs/adr/0021-whose-fault-it-is.md):
 *
 * <ul>
 *   <li>a record that this first processor {@linkplain RefusedRecordException refuses} leaves as a dead letter;
 *   <li>any other failure goes out, so that the transaction aborts and the record is read again;
 *   <li>a record that was {@linkplain Faults#givenUp given up} after three of them is not tried any more, and leaves as a
 *       dead letter;
 *   <li>where three records of one key were given up, what is stored under the key must be to blame: its other records go
 *       the same way untried, for ten minutes.
 * </ul>
 */
public final class GuardedProcessor implements Processor<byte[], byte[], Object, Object> {
    private final Processor<byte[], byte[], Object, Object> processor;
    private final Faults faults;
    private final EarlyCommits commits;
    private final DeadLetters deadLetters;
    private final String deadLetterSink;
    private ProcessorContext<Object, Object> context;

    /** @param deadLetterSink name of a sink that is a child of this processor */
    public GuardedProcessor(
            Processor<byte[], byte[], Object, Object> processor,
            Faults faults,
            EarlyCommits commits,
            DeadLetters deadLetters,
            String deadLetterSink) {
        this.processor = processor;
        this.faults = faults;
        this.commits = commits;
        this.deadLetters = deadLetters;
        this.deadLetterSink = deadLetterSink;
    }

    @Override
    public void init(ProcessorContext<Object, Object> context) {
        this.context = context;
        processor.init(context);
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        RecordPlace place = new RecordPlace(origin.topic(), origin.partition(), origin.offset());
        Optional<KeyPlace> key = Optional.ofNullable(record.key())
                .filter(bytes -> bytes.length <= KeyPlace.LONGEST)
                .map(bytes -> KeyPlace.of(origin.topic(), bytes));
        StreamAtWork.run(
                key.map(KeyPlace::key).orElse(null),
                () -> RecordTrace.run(record, origin, () -> process(record, origin, place, key)));
    }

    private void process(
            Record<byte[], byte[]> record, RecordMetadata origin, RecordPlace place, Optional<KeyPlace> key) {
        Optional<Throwable> failure = faults.givenUp(place);
        if (failure.isPresent()) {
            setAside(record, origin, place, failure.get());
            return;
        }
        Optional<Throwable> failureOfKey = key.flatMap(faults::givenUp);
        if (failureOfKey.isPresent()) {
            setAside(record, origin, key.get(), failureOfKey.get());
            return;
        }
        if (record.headers().lastHeader(DeadLetters.CUT_VALUE) != null) {
            refuseOversize(record, origin);
            return;
        }
        try {
            processor.process(record);
        } catch (RefusedRecordException e) {
            context.forward(deadLetters.letter(record, origin, e), deadLetterSink);
        } catch (RuntimeException | StackOverflowError e) {
            RuntimeException failed = faults.failed(place, e);
            if (faults.givenUp(place).isPresent()) {
                key.ifPresent(bad -> faults.failed(bad, e));
            }
            throw failed;
        }
        boolean early = commits.isDue();
        if (early || faults.commitsEachOf(new TopicPartition(origin.topic(), origin.partition()))) {
            context.commit();
        }
    }

    @Override
    public void close() {
        processor.close();
    }

    private void refuseOversize(Record<byte[], byte[]> record, RecordMetadata origin) {
        String message = EventError.OVERSIZE_RECORD.meaning() + " " + EventError.OVERSIZE_RECORD.remedy();
        context.forward(deadLetters.letter(record, origin, EventError.OVERSIZE_RECORD.name(), message), deadLetterSink);
    }

    private void setAside(Record<byte[], byte[]> record, RecordMetadata origin, Object place, Throwable failure) {
        if (faults.stops()) {
            throw new StoppedException(place, failure);
        }
        String message = EventError.PROCESSING_FAILED.meaning() + " ("
                + FaultKind.causes(failure).getLast() + ")";
        context.forward(
                deadLetters.letter(record, origin, EventError.PROCESSING_FAILED.name(), message, failure),
                deadLetterSink);
    }
}
