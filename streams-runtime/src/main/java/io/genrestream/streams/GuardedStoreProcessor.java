package io.genrestream.streams;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stands around the processor of a global store. It has no transaction and no dead letters: a record that fails there is
 * left out, since otherwise it would end the application again and again.
 */
public final class GuardedStoreProcessor<K, V> implements Processor<K, V, Void, Void> {
    private static final Logger LOG = LoggerFactory.getLogger(GuardedStoreProcessor.class);

    private final Processor<K, V, Void, Void> processor;
    private final Faults faults;
    private ProcessorContext<Void, Void> context;

    public GuardedStoreProcessor(Processor<K, V, Void, Void> processor, Faults faults) {
        this.processor = processor;
        this.faults = faults;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        this.context = context;
        processor.init(context);
    }

    @Override
    public void process(Record<K, V> record) {
        if (record.headers().lastHeader(DeadLetters.CUT_VALUE) != null) {
            LOG.warn("OVERSIZE_RECORD: {} is left out", place());
            return;
        }
        try {
            processor.process(record);
        } catch (RuntimeException | StackOverflowError e) {
            if (FaultKind.of(e) != FaultKind.PROGRAM) {
                throw e;
            }
            faults.count(FaultKind.PROGRAM);
            LOG.error("PROCESSING_FAILED: {} is left out", place(), e);
        }
    }

    /** Without the record's headers, which may hold anything. */
    private RecordPlace place() {
        RecordMetadata origin = context.recordMetadata().orElseThrow();
        return new RecordPlace(origin.topic(), origin.partition(), origin.offset());
    }

    @Override
    public void close() {
        processor.close();
    }
}
