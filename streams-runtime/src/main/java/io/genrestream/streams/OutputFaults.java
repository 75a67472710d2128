package io.genrestream.streams;

import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.DefaultProductionExceptionHandler;
import org.apache.kafka.streams.errors.ErrorHandlerContext;

/**
 * Finds the input record whose output the producer or a broker refuses for good: too large, out of its time, without a
 * key. That comes to light when the transaction is flushed. The first time, the partition's records are set to be
 * committed one by one; from then on the record is known, and counts as failed.
 */
public final class OutputFaults extends DefaultProductionExceptionHandler {
    /** Among the properties, the {@link Faults} to report to. */
    static final String FAULTS = "genrestream.faults";

    private Faults faults;

    @Override
    public void configure(Map<String, ?> configs) {
        super.configure(configs);
        faults = (Faults) configs.get(FAULTS);
    }

    @Override
    public ProductionExceptionHandlerResponse handle(
            ErrorHandlerContext context, ProducerRecord<byte[], byte[]> output, Exception refusal) {
        // No topic: the output is not of a record but of a sweep.
        if (context.topic() != null && FaultKind.of(refusal) == FaultKind.PROGRAM) {
            TopicPartition input = new TopicPartition(context.topic(), context.partition());
            if (faults.commitsEachOf(input)) {
                faults.failed(new RecordPlace(context.topic(), context.partition(), context.offset()), refusal);
            }
            faults.commitEachOf(input);
        }
        return super.handle(context, output, refusal);
    }
}
