package io.genrestream.streams;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.fault.EventError;
import io.genrestream.registry.RegistryRefusedException;
import io.genrestream.registry.RegistryUnavailableException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Stream;
import org.apache.kafka.common.InvalidRecordException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.streams.errors.StreamsException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FaultKindTest {

    static Stream<Arguments> faults() {
        return Stream.of(
                of(FaultKind.PROGRAM, new NullPointerException()),
                of(FaultKind.PROGRAM, new IllegalStateException("frame 7 is not in the store")),
                of(FaultKind.PROGRAM, new SerializationException("a value the serializer refuses")),
                of(FaultKind.PROGRAM, new RecordTooLargeException("3 MB")),
                of(FaultKind.PROGRAM, new InvalidTimestampException("a year ahead")),
                of(FaultKind.PROGRAM, new InvalidRecordException("no key on a compacted topic")),
                of(FaultKind.PROGRAM, new StackOverflowError()),
                of(FaultKind.INFRASTRUCTURE, new TimeoutException()),
                of(FaultKind.INFRASTRUCTURE, new InvalidProducerEpochException("fenced")),
                of(FaultKind.INFRASTRUCTURE, new TopicAuthorizationException("audio.features")),
                of(FaultKind.INFRASTRUCTURE, new RegistryUnavailableException("", new IOException())),
                of(FaultKind.INFRASTRUCTURE, new RegistryRefusedException(EventError.REGISTRY_REFUSED, "")),
                of(FaultKind.INFRASTRUCTURE, new SerializationException("another's", new IOException("refused"))),
                of(FaultKind.INFRASTRUCTURE, new UncheckedIOException(new IOException("No space left on device"))),
                of(FaultKind.INFRASTRUCTURE, new KafkaException("in an error state")),
                of(FaultKind.INFRASTRUCTURE, new StateVersionException(9, 1, 2, "")),
                of(FaultKind.PROCESS, new OutOfMemoryError()),
                of(FaultKind.PROCESS, new NoClassDefFoundError()));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void shouldTellWhoseFaultItIs(FaultKind expected, Throwable fault) {
        assertThat(FaultKind.of(fault)).isEqualTo(expected);
        assertThat(FaultKind.of(new StreamsException("in a task", new RuntimeException(fault))))
                .isEqualTo(expected);
    }

    private static Arguments of(FaultKind kind, Throwable fault) {
        return Arguments.of(kind, fault);
    }
}
