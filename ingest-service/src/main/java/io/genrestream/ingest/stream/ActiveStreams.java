package io.genrestream.ingest.stream;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.status.StatusReader;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The streams that this instance feeds. The log may take one away: by a deletion, or by what another instance wrote in
 * the belief that this one was gone.
 */
public final class ActiveStreams implements StatusReader.Listener {
    private static final long CHECK_MILLIS = 20;

    /** Who feeds a stream here. */
    public interface Owner {
        /** The log says that this owner has the stream no longer: nothing more of it is published. */
        void endedByLog(IngestException why);

        /** The instance stops. */
        void interrupt();
    }

    /** By the id of the owner's claim. */
    private final Map<String, Owner> owners = new ConcurrentHashMap<>();

    public void add(String claimId, Owner owner) {
        owners.put(claimId, owner);
    }

    public void remove(String claimId) {
        owners.remove(claimId);
    }

    public boolean contains(String claimId) {
        return owners.containsKey(claimId);
    }

    public int count() {
        return owners.size();
    }

    @Override
    public void ended(String claimId, boolean deleted) {
        Owner owner = owners.get(claimId);
        if (owner != null) {
            owner.endedByLog(new IngestException(deleted ? IngestError.UPLOAD_ABORTED : IngestError.INTERRUPTED));
        }
    }

    /** Interrupts all, and waits no longer than {@code limit} until they are removed. */
    public void interruptAll(Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        Collection<Owner> all = owners.values();
        all.forEach(Owner::interrupt);
        while (!all.isEmpty() && System.nanoTime() < end) {
            try {
                Thread.sleep(CHECK_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
