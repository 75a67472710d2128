package io.genrestream.streams;

import io.genrestream.registry.RegistryRefusedException;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordBatchTooLargeException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.streams.errors.LockException;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.errors.TaskCorruptedException;
import org.apache.kafka.streams.errors.TaskMigratedException;

/** Whose fault it is that work was not done, which decides what follows. */
public enum FaultKind {
    /** The record's own, found by a check: it leaves as a dead letter, and the next one is read. */
    RECORD,
    /** The broker's, the registry's, the network's, the disk's, an administrator's: waited for, and nothing is lost. */
    INFRASTRUCTURE,
    /** The program's: the same again at the same record three times, and the record is a dead letter. */
    PROGRAM,
    /** The process cannot be relied upon any more: it ends, and whoever supervises it starts another. */
    PROCESS;

    /** A broker's and a client's answers that no waiting changes, since they are about the very record. */
    private static final List<Class<? extends Throwable>> REFUSED_OUTPUT = List.of(
            RecordTooLargeException.class,
            RecordBatchTooLargeException.class,
            InvalidTimestampException.class,
            org.apache.kafka.common.InvalidRecordException.class);

    /** How the producer's exception of a record begins that is good, but lay in a batch with a refused one. */
    private static final String IN_A_REFUSED_BATCH = "Failed to append record because it was part of a batch";

    private static final List<Class<? extends Throwable>> OUTSIDE = List.of(
            ApiException.class,
            InterruptException.class,
            RegistryRefusedException.class,
            StateVersionException.class,
            TaskMigratedException.class,
            TaskCorruptedException.class,
            LockException.class,
            ProcessorStateException.class,
            IOException.class,
            InterruptedException.class);

    /** Of Confluent's serializers, which may be configured instead of ours and are not on our class path. */
    private static final String FOREIGN_REGISTRY_FAULT =
            "io.confluent.kafka.schemaregistry.client.rest.exceptions.RestClientException";

    static FaultKind of(Throwable fault) {
        List<Throwable> causes = causes(fault);
        // A stack overflows for a record that is nested too deep, and is whole again after it.
        if (causes.stream().anyMatch(cause -> cause instanceof Error && !(cause instanceof StackOverflowError))) {
            return PROCESS;
        }
        if (causes.stream().anyMatch(FaultKind::isRefusedOutput)) {
            return PROGRAM;
        }
        Class<?> root = causes.getLast().getClass();
        // These two themselves are about a client's or a thread's own state.
        boolean ofTheClient = root == KafkaException.class || root == StreamsException.class;
        boolean outside = causes.stream()
                .anyMatch(cause ->
                        isOneOf(OUTSIDE, cause) || cause.getClass().getName().equals(FOREIGN_REGISTRY_FAULT));
        return ofTheClient || outside ? INFRASTRUCTURE : PROGRAM;
    }

    /** The fault and what it came from, that which came first last. */
    static List<Throwable> causes(Throwable fault) {
        return Stream.iterate(fault, cause -> cause != null, Throwable::getCause)
                .limit(50)
                .toList();
    }

    private static boolean isRefusedOutput(Throwable cause) {
        return isOneOf(REFUSED_OUTPUT, cause)
                || cause.getMessage() != null && cause.getMessage().startsWith(IN_A_REFUSED_BATCH);
    }

    private static boolean isOneOf(List<Class<? extends Throwable>> types, Throwable cause) {
        return types.stream().anyMatch(type -> type.isInstance(cause));
    }
}
