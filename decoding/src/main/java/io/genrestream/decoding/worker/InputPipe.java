package io.genrestream.decoding.worker;

import io.genrestream.decoding.DecodingError;
import io.genrestream.decoding.DecodingException;
import java.io.IOException;

/** Bytes on their way from the thread that reads frames, which never waits here, to the thread that decodes, which does. */
final class InputPipe {
    /** Gives bytes of credit back to the pool. */
    interface Credit {
        void grant(int bytes) throws IOException;
    }

    private final byte[] ring;
    private final Credit credit;
    private int start;
    private int size;
    private int taken;
    private boolean ended;
    private boolean cancelled;

    /** @param window bytes that may be in it, the sender's initial credit */
    InputPipe(int window, Credit credit) {
        ring = new byte[window];
        this.credit = credit;
    }

    synchronized void put(byte[] bytes, int length) {
        if (length > ring.length - size) {
            throw new IllegalStateException("More bytes than credit");
        }
        int end = (start + size) % ring.length;
        int first = Math.min(length, ring.length - end);
        System.arraycopy(bytes, 0, ring, end, first);
        System.arraycopy(bytes, first, ring, 0, length - first);
        boolean awaited = size == 0;
        size += length;
        if (awaited) {
            notifyAll();
        }
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized void cancel() {
        cancelled = true;
        notifyAll();
    }

    synchronized boolean wouldWait() {
        return size == 0 && !ended && !cancelled;
    }

    synchronized void failIfCancelled() throws DecodingException {
        if (cancelled) {
            throw new DecodingException(DecodingError.CANCELLED);
        }
    }

    /** @return how many bytes were read, at least 1; -1 at the end */
    int read(byte[] into, int offset, int length) throws IOException {
        giveCredit();
        synchronized (this) {
            while (wouldWait()) {
                waitForChange();
            }
            failIfCancelled();
            if (size == 0) {
                return -1;
            }
            int count = Math.min(length, size);
            int first = Math.min(count, ring.length - start);
            System.arraycopy(ring, start, into, offset, first);
            System.arraycopy(ring, 0, into, offset + first, count - first);
            start = (start + count) % ring.length;
            size -= count;
            taken += count;
            return count;
        }
    }

    /** Seldom enough to cost nothing, and always before this side waits. */
    private void giveCredit() throws IOException {
        int due = 0;
        synchronized (this) {
            if (taken >= ring.length / 4 || wouldWait()) {
                due = taken;
                taken = 0;
            }
        }
        if (due > 0) {
            credit.grant(due);
        }
    }

    private void waitForChange() throws DecodingException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DecodingException(DecodingError.CANCELLED);
        }
    }
}
