package io.genrestream.ingest.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.genrestream.ingest.service.IngestService.Step;
import io.genrestream.ingest.stream.ActiveStreams;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class IngestServiceTest {
    private final Queue<String> done = new ConcurrentLinkedQueue<>();
    private final AtomicReference<Optional<String>> passing = new AtomicReference<>(Optional.empty());
    private final AtomicReference<Optional<String>> lasting = new AtomicReference<>(Optional.empty());

    @Test
    void shouldWaitForEachStepAndSayWhatFor() {
        AtomicBoolean present = new AtomicBoolean();
        Step absent = new Step("topics", () -> {
            if (!present.get()) {
                throw new IllegalStateException("no broker");
            }
            done.add("topics");
        });
        try (IngestService service = service(absent, new Step("view", () -> done.add("view")))) {
            service.start();
            await().until(() -> service.waitingFor().equals("topics: no broker"));
            assertThat(service.isReady()).isFalse();
            assertThat(done).isEmpty();

            present.set(true);
            await().until(service::isReady);
            assertThat(done).containsExactly("topics", "view");
            assertThat(service.waitingFor()).isEmpty();
        }
    }

    @Test
    void shouldTellAtAllTimesWhatIsWrong() {
        try (IngestService service = service()) {
            service.start();
            await().until(service::isReady);

            passing.set(Optional.of("no broker"));
            assertThat(service.isReady()).isFalse();
            assertThat(service.waitingFor()).isEqualTo("no broker");
            assertThat(service.fatal()).isEmpty();

            passing.set(Optional.empty());
            assertThat(service.isReady()).isTrue();

            lasting.set(Optional.of("a dead tail"));
            assertThat(service.isReady()).isFalse();
            assertThat(service.fatal()).contains("a dead tail");
        }
    }

    @Test
    void shouldTellThatItsStartHasFailedForGood() {
        try (IngestService service = service(new Step("topics", () -> {
            throw new NoClassDefFoundError("lost");
        }))) {
            service.start();
            await().until(() -> service.fatal().isPresent());
            assertThat(service.fatal().orElseThrow()).contains("lost");
        }
    }

    @Test
    void shouldStopWhileItStillWaits() {
        IngestService service = service(new Step("topics", () -> {
            throw new IllegalStateException("never");
        }));
        service.start();
        service.close();

        assertThat(service.isReady()).isFalse();
        assertThat(done).containsExactly("closed");
    }

    private IngestService service(Step... steps) {
        return new IngestService(
                List.of(steps),
                List.of(() -> passing.get()),
                List.of(() -> lasting.get()),
                new ActiveStreams(),
                Duration.ofSeconds(1),
                List.of(() -> done.add("closed")));
    }
}
