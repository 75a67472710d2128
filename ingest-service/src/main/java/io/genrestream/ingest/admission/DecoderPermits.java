package io.genrestream.ingest.admission;

import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Which uploads have a decoder. At most half of the decoders are given to bodies that are still coming, so a body that
 * has come whole never waits for somebody's network; and those are decoded at full speed, first come, first served.
 */
public final class DecoderPermits {
    private final int count;
    private final Duration patience;
    private final Semaphore decoders;
    private final Semaphore unfinished;
    private final Semaphore places;

    /**
     * @param count decoders (count)
     * @param uploads that have a decoder or wait for one with their bodies whole (count)
     * @param patience how long they wait
     */
    public DecoderPermits(int count, int uploads, Duration patience) {
        this.count = count;
        this.patience = patience;
        this.decoders = new Semaphore(count, true);
        this.unfinished = new Semaphore(count / 2);
        this.places = new Semaphore(uploads);
    }

    /** A decoder for a body that is still coming, if one can be spared. */
    Optional<Permit> tryUnfinished() {
        if (decoders.hasQueuedThreads() || !unfinished.tryAcquire()) {
            return Optional.empty();
        }
        if (places.tryAcquire()) {
            if (decoders.tryAcquire()) {
                return Optional.of(new Permit(true));
            }
            places.release();
        }
        unfinished.release();
        return Optional.empty();
    }

    /**
     * A decoder for a body that has come whole.
     *
     * @throws IngestException TOO_MANY_UPLOADS at once when too many wait, DECODERS_BUSY when none came free in time
     */
    Permit await() {
        if (!places.tryAcquire()) {
            throw new IngestException(IngestError.TOO_MANY_UPLOADS);
        }
        try {
            if (decoders.tryAcquire(patience.toNanos(), TimeUnit.NANOSECONDS)) {
                return new Permit(false);
            }
        } catch (InterruptedException e) {
            places.release();
            Thread.currentThread().interrupt();
            throw new IngestException(IngestError.INTERRUPTED, "", e);
        }
        places.release();
        throw new IngestException(new DecodingException(DecodingError.DECODERS_BUSY, count + " workers"));
    }

    /** One upload's. */
    final class Permit implements AutoCloseable {
        private final AtomicBoolean unfinishedHeld;

        private Permit(boolean isUnfinished) {
            unfinishedHeld = new AtomicBoolean(isUnfinished);
        }

        /** The body has come whole, so another that has not may have a decoder. */
        void finished() {
            if (unfinishedHeld.compareAndSet(true, false)) {
                unfinished.release();
            }
        }

        @Override
        public void close() {
            finished();
            decoders.release();
            places.release();
        }
    }
}
