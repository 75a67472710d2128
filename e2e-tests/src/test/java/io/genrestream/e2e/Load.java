package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** The same track uploaded again and again, by four clients at once, until it is closed; who is told to come again waits a second. */
final class Load implements AutoCloseable {
    private static final int CLIENTS = 4;
    private static final int MOST_TRIES = 10;
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final AtomicInteger started = new AtomicInteger();
    private final List<Thread> clients;
    private volatile boolean closed;

    Load(URI ingest, Path track) {
        clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> Thread.ofVirtual().start(() -> uploadOn(ingest, track)))
                .toList();
    }

    private void uploadOn(URI ingest, Path track) {
        try {
            while (!closed) {
                upload(ingest, "load-" + UUID.randomUUID(), track);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void upload(URI ingest, String id, Path track) throws InterruptedException {
        started.incrementAndGet();
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            if (isTaken(ingest, id, track)) {
                taken.add(id);
                return;
            }
            Thread.sleep(PAUSE);
        }
    }

    private boolean isTaken(URI ingest, String id, Path track) throws InterruptedException {
        try {
            var answer = SlowUpload.start(ingest, id, track, Duration.ZERO).get();
            if (answer.statusCode() != 202) {
                refusals.add(answer.statusCode() + " " + answer.body());
            }
            return answer.statusCode() == 202;
        } catch (ExecutionException e) {
            refusals.add(e.getCause().toString());
            return false;
        }
    }

    /** Requires that each upload was taken, if not at the first try. To be called when it is closed. */
    void requireAllTaken() {
        assertThat(refusals).allMatch(refusal -> refusal.startsWith("503"));
        assertThat(started).hasValue(taken.size());
        assertThat(taken).isNotEmpty();
    }

    /** Uploads that were told to come again (count). */
    int repetitions() {
        return refusals.size();
    }

    /** Ids of the streams that were taken. */
    List<String> taken() {
        return taken;
    }

    @Override
    public void close() throws InterruptedException {
        closed = true;
        for (Thread client : clients) {
            client.join();
        }
    }
}
