package io.genrestream.ingest.upload;

import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.status.StreamView;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The uploads that this instance feeds. The log may end one: a state FAILED that another instance wrote on a DELETE makes
 * the feeding instance stop.
 */
public final class ActiveUploads implements StreamView.Listener {
    private static final long LOOK_MILLIS = 20;

    /** By upload id. */
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

    void add(Upload upload) {
        uploads.put(upload.started().getUploadId(), upload);
    }

    void remove(Upload upload) {
        uploads.remove(upload.started().getUploadId());
    }

    Optional<Upload> get(String uploadId) {
        return Optional.ofNullable(uploads.get(uploadId));
    }

    public int count() {
        return uploads.size();
    }

    @Override
    public void changed(StreamStatus status) {
        if (status.getState() != StreamState.STARTED) {
            get(status.getUploadId())
                    .ifPresent(upload -> upload.abort(new IngestException(IngestError.UPLOAD_ABORTED)));
        }
    }

    @Override
    public void overshadowed(StreamStatus standing) {
        get(standing.getUploadId()).ifPresent(Upload::assertAgain);
    }

    /** Ends all in the log, waiting no longer than {@code limit}; those that come later fail too. */
    public void abortAll(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        Collection<Upload> all = uploads.values();
        all.forEach(upload -> upload.abort(new IngestException(IngestError.INTERRUPTED)));
        while (!all.isEmpty() && System.nanoTime() < end) {
            try {
                Thread.sleep(LOOK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
