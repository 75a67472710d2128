package io.genrestream.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.stream.IntStream;

/** The same track uploaded again and again, by four clients at once, until it is closed. */
final class Load implements AutoCloseable {
    private static final int CLIENTS = 4;

    private final List<String> refusals = new CopyOnWriteArrayList<>();
    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final List<Thread> clients;
    private volatile boolean closed;

    Load(URI ingest, Path track) {
        clients = IntStream.range(0, CLIENTS)
                .mapToObj(client -> Thread.ofVirtual().start(() -> uploadOn(ingest, track)))
                .toList();
    }

    private void uploadOn(URI ingest, Path track) {
        while (!closed) {
            String id = "load-" + UUID.randomUUID();
            try {
                var answer = SlowUpload.start(ingest, id, track, Duration.ZERO).get();
                if (answer.statusCode() == 202) {
                    taken.add(id);
                } else {
                    refusals.add(answer.statusCode() + " " + answer.body());
                }
            } catch (ExecutionException e) {
                refusals.add(e.getCause().toString());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Requires that something was uploaded, and that each upload was taken. To be called when it is closed. */
    void requireNothingRefused() {
        assertThat(refusals).isEmpty();
        assertThat(taken).isNotEmpty();
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
