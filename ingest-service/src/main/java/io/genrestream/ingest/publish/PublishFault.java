package io.genrestream.ingest.publish;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.registry.RegistryRefusedException;
import io.genrestream.registry.RegistryUnavailableException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.ApplicationRecoverableException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.SerializationException;

/**
 * Tells our faults from what a Kafka producer throws. What passes by itself is temporary and may be tried again; what the
 * broker or the registry refuses is refused the next time too.
 */
public final class PublishFault {
    private PublishFault() {}

    public static IngestException of(Throwable thrown) {
        Throwable cause =
                thrown instanceof ExecutionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        return switch (cause) {
            case IngestException known -> known;
            case InterruptedException interrupted -> new IngestException(IngestError.INTERRUPTED, "", interrupted);
            case InterruptException interrupted -> new IngestException(IngestError.INTERRUPTED, "", interrupted);
            case RegistryUnavailableException absent ->
                new IngestException(IngestError.REGISTRY_UNAVAILABLE, absent.getMessage(), absent);
            case RegistryRefusedException refused ->
                new IngestException(IngestError.REGISTRY_REFUSED, refused.getMessage(), refused);
            case RecordTooLargeException large ->
                new IngestException(IngestError.RECORD_TOO_LARGE, large.getMessage(), large);
            case SerializationException bug -> new IngestException(IngestError.INTERNAL, bug.getMessage(), bug);
            case ApiException refused
            when !passes(refused) -> new IngestException(IngestError.BROKER_REFUSED, refused.getMessage(), refused);
            case KafkaException absent ->
                new IngestException(IngestError.BROKER_UNAVAILABLE, absent.getMessage(), absent);
            default -> new IngestException(IngestError.INTERNAL, "", cause);
        };
    }

    /** What the producer gets over by itself, with the same broker or the next. */
    private static boolean passes(ApiException fault) {
        return fault instanceof RetriableException
                || fault instanceof ApplicationRecoverableException
                || fault instanceof OutOfOrderSequenceException;
    }

    /** Waits for an acknowledgement, which the producer's delivery timeout bounds. */
    public static <T> T await(Future<T> acknowledgement) {
        try {
            return acknowledgement.get();
        } catch (ExecutionException | InterruptedException e) {
            throw of(e);
        }
    }
}
