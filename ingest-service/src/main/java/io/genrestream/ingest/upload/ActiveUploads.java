package io.genrestream.ingest.upload;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.status.StreamView;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The uploads that this instance feeds. The log may end one: a deletion, or an end that another instance wrote in the
 * belief that this one was gone.
 */
public final class ActiveUploads implements StreamView.Listener {
    private static final long LOOK_MILLIS = 20;

    /** By upload id. */
    private final Map<String, Upload> uploads = new ConcurrentHashMap<>();

    void add(Upload upload) {
        uploads.put(upload.id(), upload);
    }

    void remove(Upload upload) {
        uploads.remove(upload.id());
    }

    public boolean contains(String uploadId) {
        return uploads.containsKey(uploadId);
    }

    public int count() {
        return uploads.size();
    }

    @Override
    public void ended(String uploadId, boolean deleted) {
        Upload upload = uploads.get(uploadId);
        if (upload != null) {
            upload.endedByLog(new IngestException(deleted ? IngestError.UPLOAD_ABORTED : IngestError.INTERRUPTED));
        }
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
