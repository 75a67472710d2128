package io.genrestream.ingest.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

class EndingsTest {
    private static final StreamStatus ENDED =
            StreamStatus.newBuilder().setStreamId("s").setUploadId("u").build();

    private final Endings endings = new Endings(Duration.ofMillis(200));
    private final AtomicInteger tries = new AtomicInteger();

    @Test
    void shouldTryAgainWhatPasses() {
        endings.write(ENDED, () -> {
            if (tries.incrementAndGet() < 2) {
                throw new IngestException(IngestError.BROKER_UNAVAILABLE);
            }
        });

        assertThat(endings.isPending("u")).isTrue();
        await().until(() -> !endings.isPending("u"));
        assertThat(tries).hasValue(2);
        assertThat(endings.failures()).isEqualTo(1);
    }

    @Test
    void shouldNotTryAgainWhatIsRefused() {
        endings.write(ENDED, () -> {
            tries.incrementAndGet();
            throw new TopicAuthorizationException("audio.streams");
        });

        await().until(() -> endings.pending() == 0);
        assertThat(tries).hasValue(1);
        assertThat(endings.failures()).isEqualTo(1);
    }

    @Test
    void shouldNotLoseCountOfAnEndThatThrowsAnError() {
        endings.write(ENDED, () -> {
            throw new StackOverflowError();
        });

        await().until(() -> endings.pending() == 0);
        assertThat(endings.failures()).isEqualTo(1);
    }

    @Test
    void shouldGiveUpWhenTheServiceStops() {
        endings.write(ENDED, () -> {
            throw new IngestException(IngestError.BROKER_UNAVAILABLE);
        });
        assertThat(endings.pending()).isEqualTo(1);

        endings.close();

        await().until(() -> endings.pending() == 0);
    }
}
