package io.genrestream.ingest.admission;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Set;

/**
 * Room for bodies that have no decoder yet: a little memory, then disk, both bounded over all of them. Where too many are
 * still coming or they take too much, the slowest of those goes: slow clients take room from each other, not from a quick
 * one. Safe for many threads.
 */
public final class UploadSpool {
    /** A client's body that may have to make room for others. */
    interface Incoming {
        /** Time that the client made us wait for each byte (ns). */
        double nanosPerByte();

        /** Makes reading it throw this, from any thread, even while it waits. */
        void abort(IngestException why);
    }

    private final Path directory;
    private final int mostBodies;
    private final long mostMemory;
    private final long mostDisk;

    /** Those that are still coming in. */
    private final Set<SpooledBody> coming = new HashSet<>();

    private long memory;
    private long disk;

    /**
     * @param directory for files, which lose their names at once
     * @param mostBodies that may be coming in without a decoder (count)
     * @param mostMemory of all bodies (bytes)
     * @param mostDisk of all bodies (bytes)
     */
    public UploadSpool(Path directory, int mostBodies, long mostMemory, long mostDisk) {
        this.directory = directory;
        this.mostBodies = mostBodies;
        this.mostMemory = mostMemory;
        this.mostDisk = mostDisk;
    }

    /** Makes room for one more body. */
    public synchronized SpooledBody open(Incoming incoming) {
        while (coming.size() >= mostBodies) {
            evictSlowest("more than " + mostBodies + " bodies are coming in");
        }
        SpooledBody body = new SpooledBody(this, incoming);
        coming.add(body);
        return body;
    }

    /** Bodies that are coming in without a decoder (count). */
    public synchronized int count() {
        return coming.size();
    }

    Path directory() {
        return directory;
    }

    /** Gives the body more memory, if there is so much. */
    synchronized boolean takeMemory(SpooledBody body, int bytes) {
        if (memory + bytes > mostMemory) {
            return false;
        }
        memory += bytes;
        body.memoryTaken += bytes;
        return true;
    }

    /** @throws IngestException SPOOL_FULL when the body itself is the slowest */
    synchronized void takeDisk(SpooledBody body, long bytes) {
        while (disk + bytes > mostDisk && coming.contains(body)) {
            evictSlowest("more than " + mostDisk + " bytes wait for a decoder");
        }
        if (!coming.contains(body)) {
            throw new IngestException(IngestError.SPOOL_FULL, "it came slower than others");
        }
        disk += bytes;
        body.diskTaken += bytes;
    }

    /** From now on the body keeps what it has, whatever comes. */
    synchronized void keep(SpooledBody body) {
        coming.remove(body);
    }

    /** Takes back all that the body has. */
    synchronized void release(SpooledBody body) {
        coming.remove(body);
        memory -= body.memoryTaken;
        disk -= body.diskTaken;
        body.memoryTaken = 0;
        body.diskTaken = 0;
    }

    private void evictSlowest(String why) {
        SpooledBody slowest = coming.stream()
                .max(Comparator.comparingDouble(SpooledBody::nanosPerByte))
                .orElseThrow();
        release(slowest);
        slowest.abort(new IngestException(IngestError.SPOOL_FULL, why + ", and this came slower than others"));
    }
}
