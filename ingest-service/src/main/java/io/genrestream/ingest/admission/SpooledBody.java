package io.genrestream.ingest.admission;

import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** A file as it is received while it has no decoder, and then read: what was received first, the rest as it comes. */
public final class SpooledBody implements AutoCloseable {
    private static final int LEAST_MEMORY = 2 << 10;
    private static final int MOST_MEMORY = 64 << 10;

    private final UploadSpool spool;
    private final UploadSpool.Incoming incoming;
    private boolean whole;

    /** What came last; all before it is in the file. */
    private byte[] memory = {};

    private int held;
    private FileChannel file;
    private long written;

    /** Bytes counted as this body's; guarded by the spool. */
    long memoryTaken;

    long diskTaken;

    SpooledBody(UploadSpool spool, UploadSpool.Incoming incoming) {
        this.spool = spool;
        this.incoming = incoming;
    }

    /** Waits for more of the file, and keeps it. @return false at the end */
    boolean receive(InputStream from) throws IOException {
        if (held == memory.length) {
            makeRoom();
        }
        int count = from.read(memory, held, memory.length - held);
        if (count < 0) {
            whole = true;
            spool.keep(this);
            return false;
        }
        held += count;
        return true;
    }

    /** Bytes that have come (count). */
    long received() {
        return written + held;
    }

    /**
     * The file from its beginning.
     *
     * @param source what was received from until now, and the rest comes from
     * @param atEnd is run when the rest has come
     */
    InputStream audio(InputStream source, Runnable atEnd) {
        spool.keep(this);
        return new Audio(source, atEnd);
    }

    double nanosPerByte() {
        return incoming.nanosPerByte();
    }

    void abort(IngestException why) {
        incoming.abort(why);
    }

    @Override
    public void close() {
        spool.release(this);
        memory = new byte[0];
        if (file != null) {
            try {
                file.close();
            } catch (IOException e) {
                throw new IngestException(
                        IngestError.INTERNAL, spool.directory().toString(), e);
            }
        }
    }

    private void makeRoom() {
        int larger = Math.max(LEAST_MEMORY, 2 * memory.length);
        // The first piece is every body's own; there are as many as there may be bodies.
        if (memory.length == 0 || larger <= MOST_MEMORY && spool.takeMemory(this, larger - memory.length)) {
            memory = Arrays.copyOf(memory, larger);
        } else {
            write();
        }
    }

    private void write() {
        spool.takeDisk(this, held);
        try {
            if (file == null) {
                Path path = Files.createTempFile(spool.directory(), "genrestream-", ".body");
                file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
                Files.delete(path);
            }
            for (ByteBuffer rest = ByteBuffer.wrap(memory, 0, held); rest.hasRemaining(); ) {
                file.write(rest);
            }
        } catch (IOException e) {
            throw new IngestException(IngestError.SPOOL_FULL, spool.directory() + ": " + e.getMessage(), e);
        }
        written += held;
        held = 0;
    }

    private final class Audio extends InputStream {
        private final InputStream source;
        private final Runnable atEnd;
        private long position;

        private Audio(InputStream source, Runnable atEnd) {
            this.source = source;
            this.atEnd = atEnd;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            int count;
            if (position < written) {
                ByteBuffer part = ByteBuffer.wrap(into, offset, (int) Math.min(length, written - position));
                count = file.read(part, position);
            } else if (position < received()) {
                int from = (int) (position - written);
                count = Math.min(length, held - from);
                System.arraycopy(memory, from, into, offset, count);
            } else {
                return rest(into, offset, length);
            }
            position += count;
            return count;
        }

        private int rest(byte[] into, int offset, int length) throws IOException {
            int count = whole ? -1 : source.read(into, offset, length);
            if (count < 0 && !whole) {
                whole = true;
                atEnd.run();
            }
            return count;
        }
    }
}
