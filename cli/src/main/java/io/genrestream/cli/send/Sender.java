package io.genrestream.cli.send;

import io.genrestream.analysis.FileAnalysis;
import io.genrestream.analysis.library.PathText;
import io.genrestream.cli.CliError;
import io.genrestream.cli.connect.TrackTail;
import io.genrestream.result.GenreResult;
import java.io.IOException;
import java.net.ConnectException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Sends one file and waits for its final genre. */
final class Sender {
    private static final int ID_NAME = 60;

    private final UploadRequests upload;
    private final Semaphore uploads;
    private final TrackTail tracks;
    private final SendListener listener;
    private final Duration patience;

    /**
     * @param uploads a permit for each upload that may go on at once
     * @param patience how long a final result may take after the upload
     */
    Sender(UploadRequests upload, Semaphore uploads, TrackTail tracks, SendListener listener, Duration patience) {
        this.upload = upload;
        this.uploads = uploads;
        this.tracks = tracks;
        this.listener = listener;
        this.patience = patience;
    }

    SendResult send(Path file) throws InterruptedException {
        SendResult outcome = classify(file);
        listener.finish(outcome);
        return outcome;
    }

    private SendResult classify(Path file) throws InterruptedException {
        String name = PathText.of(file);
        String streamId = newStreamId(file);
        CompletableFuture<GenreResult> last = tracks.follow(streamId, result -> listener.genre(name, result));
        try {
            return switch (upload(streamId, file)) {
                case UploadRequests.Refused refusal ->
                    SendResult.Failed.of(name, streamId, refusal.code(), refusal.message());
                case UploadRequests.Accepted accepted ->
                    SendResult.Classified.of(
                            name, last.get(patience.toMillis(), TimeUnit.MILLISECONDS), accepted.warnings());
            };
        } catch (UnreadableFileException unreadable) {
            FileAnalysis.Failed failed = FileAnalysis.Failed.of(file, unreadable.getCause());
            return SendResult.Failed.of(name, streamId, failed.code(), failed.message());
        } catch (ConnectException unreachable) {
            return SendResult.Failed.of(name, streamId, CliError.INGEST_UNREACHABLE, upload.address());
        } catch (IOException broken) {
            return SendResult.Failed.of(name, streamId, CliError.UPLOAD_BROKEN, broken.toString());
        } catch (TimeoutException tooLong) {
            return SendResult.Failed.of(name, streamId, CliError.NO_RESULT, patience.toSeconds() + " s");
        } catch (ExecutionException unreadable) {
            String why = unreadable.getCause().toString();
            return SendResult.Failed.of(name, streamId, CliError.TRACKS_UNREADABLE, why);
        } finally {
            tracks.unfollow(streamId);
        }
    }

    private UploadRequests.UploadAnswer upload(String streamId, Path file) throws IOException, InterruptedException {
        String name = PathText.of(file);
        uploads.acquire();
        try (FileStream stream = new FileStream(file, sent -> listener.sent(name, sent))) {
            listener.start(name, stream.length().orElse(0L));
            return upload.put(streamId, PathText.title(file), stream);
        } finally {
            uploads.release();
        }
    }

    /** Says which song it is to whoever reads the log, and differs every time: sending twice is two streams. */
    static String newStreamId(Path file) {
        String readable = Normalizer.normalize(PathText.title(file), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^A-Za-z0-9.]+", "-")
                .replaceAll("^[-.]+|[-.]+$", "");
        String start = readable.substring(0, Math.min(ID_NAME, readable.length()));
        return (start.isEmpty() ? "track" : start) + "-"
                + UUID.randomUUID().toString().substring(0, 13);
    }
}
