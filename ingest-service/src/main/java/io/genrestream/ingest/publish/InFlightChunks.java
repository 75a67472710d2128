package io.genrestream.ingest.publish;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The chunks of one stream that the broker has yet to acknowledge: no more than their limit. Safe for many threads. */
final class InFlightChunks {
    /** A burst of audio that came ahead of time can wait so long. */
    private static final long LIVE_PATIENCE_MILLIS = 1_000;

    private final Publishing.InFlightLimit limit;
    private final Semaphore room;

    InFlightChunks(Publishing.InFlightLimit limit) {
        this.limit = limit;
        this.room = new Semaphore(limit.chunks());
    }

    /** @throws IngestException when there are too many, and the stream does not wait until there are fewer */
    void add() throws InterruptedException {
        if (limit.waits()) {
            room.acquire();
        } else if (!room.tryAcquire(LIVE_PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
            throw tooMany(limit.chunks() + " chunks");
        } else if (!limit.together().tryAcquire()) {
            room.release();
            throw tooMany("so many chunks of all live sources");
        }
    }

    void remove() {
        if (!limit.waits()) {
            limit.together().release();
        }
        room.release();
    }

    int count() {
        return limit.chunks() - room.availablePermits();
    }

    void awaitNone() throws InterruptedException {
        room.acquire(limit.chunks());
        room.release(limit.chunks());
    }

    private static IngestException tooMany(String what) {
        return new IngestException(IngestError.BROKER_UNAVAILABLE, what + " wait for their acknowledgement");
    }
}
