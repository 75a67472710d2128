package io.genrestream.ingest;

import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.upload.Uploads;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.Arrays;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** A body that comes when the test sends it. */
final class PiecewiseBody extends InputStream implements Uploads.Body {
    private static final byte[] END = {};

    private final BlockingQueue<byte[]> coming = new LinkedBlockingQueue<>();
    private ByteArrayInputStream piece = new ByteArrayInputStream(END);
    private boolean ended;
    private volatile IngestException aborted;

    /** Sends a part of the file, given as fractions of its length. */
    PiecewiseBody send(byte[] file, double from, double to) {
        coming.add(Arrays.copyOfRange(file, (int) (from * file.length), (int) (to * file.length)));
        return this;
    }

    PiecewiseBody end() {
        coming.add(END);
        return this;
    }

    @Override
    public InputStream audio() {
        return this;
    }

    @Override
    public void abort(IngestException why) {
        aborted = why;
        end();
    }

    @Override
    public int read() {
        throw new UnsupportedOperationException("Bodies are read in pieces.");
    }

    @Override
    public int read(byte[] into, int offset, int length) throws InterruptedIOException {
        try {
            while (piece.available() == 0 && !ended) {
                byte[] next = coming.take();
                ended = next.length == 0;
                piece = new ByteArrayInputStream(next);
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
        if (aborted != null) {
            throw aborted;
        }
        return piece.read(into, offset, length);
    }
}
