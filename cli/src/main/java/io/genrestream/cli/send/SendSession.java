package io.genrestream.cli.send;

import io.genrestream.cli.connect.Connection;
import io.genrestream.cli.connect.Ingest;
import io.genrestream.cli.connect.TrackTail;
import io.genrestream.topic.TopicCatalogue;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;

/** Sends files, several at once, and follows their tracks until they are final. */
public final class SendSession implements AutoCloseable {
    /** Tracks whose result is still to come, for each that is being uploaded. */
    private static final int AWAITED_PER_UPLOAD = 3;

    private final TrackTail tracks;
    private final UploadRequests upload;
    private final Semaphore uploads;
    private final ExecutorService tracksUnderWay;
    private final Duration patience;

    /**
     * @param parallel files uploaded at once
     * @param patience how long a final result may take after its upload
     */
    public SendSession(Connection connection, Ingest ingest, int parallel, Duration patience) {
        tracks = new TrackTail(
                connection,
                new TopicCatalogue(connection.prefix(), 1).genreTracks().name());
        upload = new UploadRequests(ingest);
        uploads = new Semaphore(parallel);
        // No virtual ones: each pipe that is opened would keep a processor's carrier until somebody writes to it.
        tracksUnderWay = Executors.newFixedThreadPool(
                parallel * (1 + AWAITED_PER_UPLOAD),
                Thread.ofPlatform().daemon().name("send-", 0).factory());
        this.patience = patience;
    }

    /** Returns when every file has ended, in the order of {@code files}. */
    public List<SendResult> send(List<Path> files, SendListener listener)
            throws InterruptedException, ExecutionException {
        Sender sender = new Sender(upload, uploads, tracks, listener, patience);
        List<Future<SendResult>> pending = files.stream()
                .map(file -> tracksUnderWay.submit(() -> sender.send(file)))
                .toList();
        List<SendResult> outcomes = new ArrayList<>();
        for (Future<SendResult> one : pending) {
            outcomes.add(one.get());
        }
        return outcomes;
    }

    @Override
    public void close() {
        tracksUnderWay.shutdownNow();
        tracks.close();
    }
}
