package io.genrestream.ingest.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class EndRetriesTest {
    private static final StreamStatus ENDED =
            StreamStatus.newBuilder().setStreamId("s").setUploadId("u").build();

    private final EndRetries retries = new EndRetries(Duration.ofMillis(200));
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void shouldTryAgainWhatPasses() {
        retries.write(ENDED, () -> {
            if (tries.incrementAndGet() < 2) {
                throw new IngestException(IngestError.BROKER_UNAVAILABLE);
            }
        });

        assertThat(retries.isPending("u")).isTrue();
        await().until(() -> !retries.isPending("u"));
        assertThat(tries).hasValue(2);
        assertThat(retries.failures()).isEqualTo(1);
    }

    @Test
    void shouldNotTryAgainWhatIsRefused() {
        retries.write(ENDED, () -> {
            tries.incrementAndGet();
            throw new TopicAuthorizationException("audio.streams");
        });

        await().until(() -> retries.pending() == 0);
        assertThat(tries).hasValue(1);
        assertThat(retries.failures()).isEqualTo(1);
    }

    @Test
    void shouldNotLoseCountOfAnEndThatThrowsAnError() {
        retries.write(ENDED, () -> {
            throw new StackOverflowError();
        });

        await().until(() -> retries.pending() == 0);
        assertThat(retries.failures()).isEqualTo(1);
    }

    @Test
    void shouldGiveUpWhenTheServiceStops() {
        retries.write(ENDED, () -> {
            throw new IngestException(IngestError.BROKER_UNAVAILABLE);
        });
        assertThat(retries.pending()).isEqualTo(1);

        retries.close();

        await().until(() -> retries.pending() == 0);
    }
}
