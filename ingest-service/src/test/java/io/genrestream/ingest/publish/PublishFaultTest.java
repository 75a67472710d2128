package io.genrestream.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.genrestream.fault.EventError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.registry.RegistryRefusedException;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTimestampException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SaslAuthenticationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PublishFaultTest {
    static Stream<Throwable> passing() {
        return Stream.of(
                new TimeoutException("expired"),
                new NotEnoughReplicasException("one"),
                new OutOfOrderSequenceException("lost"),
                new InvalidProducerEpochException("old"),
                new KafkaException("closed"),
                new InterruptedException());
    }

    static Stream<Throwable> refused() {
        return Stream.of(
                new TopicAuthorizationException("audio.chunks"),
                new ClusterAuthorizationException("no"),
                new SaslAuthenticationException("no"),
                new InvalidTopicException("no"),
                new InvalidTimestampException("no"),
                new PolicyViolationException("no"),
                new UnsupportedVersionException("no"),
                new RecordTooLargeException("no"),
                new RegistryRefusedException(EventError.SCHEMA_NOT_REGISTERED, ""));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void shouldTakeWhatPassesForTemporary(Throwable thrown) {
        assertThat(PublishFault.of(new ExecutionException(thrown)).isTemporary())
                .isTrue();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void shouldTellWhatIsRefusedForGood(Throwable thrown) {
        IngestException fault = PublishFault.of(new ExecutionException(thrown));

        assertThat(fault.isTemporary()).isFalse();
        assertThat(fault.isRefusal()).isTrue();
    }
}
