package io.genrestream.decoding;

import io.genrestream.decoding.wire.AudioRecord;
import io.genrestream.decoding.wire.FailureRecord;
import io.genrestream.decoding.wire.FrameReader;
import io.genrestream.decoding.wire.FrameType;
import java.io.IOException;

/**
 * One stream being decoded. One thread writes, another reads; neither may be left out, since both sides are bounded:
 * a writer waits while nobody reads. Closing it at any time from any thread ends both.
 */
public final class Decoding implements AutoCloseable {
    private static final int MOST_AT_ONCE = 32 * 1024;

    private final WorkerProcess worker;
    private final int stream;
    private final StreamLimits limits;
    private final int window;
    private final PcmBuffer samples;
    private long written;
    private int inputCredit;
    private int outputCredit;
    private int samplesRead;
    private boolean finished;
    private boolean answered;
    private long lastProgress = System.nanoTime();
    private DecodedAudio description;
    private DecodedAudio result;
    private DecodingException failure;

    /** @param window bytes that may be under way each way */
    Decoding(WorkerProcess worker, int stream, StreamLimits limits, int window) {
        this.worker = worker;
        this.stream = stream;
        this.limits = limits;
        this.window = window;
        samples = new PcmBuffer(window / Short.BYTES);
        inputCredit = window;
        outputCredit = window;
    }

    /**
     * Gives the next bytes of the file. Waits while the decoder is behind. Bytes after the duration limit, or after the
     * end of the audio, are taken and dropped.
     *
     * @throws DecodingException when decoding has failed; every later call throws the same
     */
    public void write(byte[] bytes, int offset, int length) throws DecodingException {
        countInput(length);
        for (int from = 0; from < length; ) {
            int part = takeInputCredit(Math.min(length - from, MOST_AT_ONCE));
            if (part == 0) {
                return;
            }
            send(FrameType.DATA, bytes, offset + from, part);
            from += part;
        }
    }

    /** Says that the input has ended. */
    public void finish() throws DecodingException {
        synchronized (this) {
            throwFailure();
            if (finished || result != null) {
                return;
            }
            finished = true;
            lastProgress = System.nanoTime();
        }
        send(FrameType.END, new byte[0], 0, 0);
    }

    /**
     * Waits for samples: mono, of the rate that was asked for.
     *
     * @return how many were put at the array's beginning, at least 1; -1 at the end
     * @throws DecodingException when decoding has failed, after the samples that came before the failure
     */
    public int read(short[] into) throws DecodingException {
        int count;
        int due = 0;
        synchronized (this) {
            for (count = samples.take(into); count == 0; count = samples.take(into)) {
                throwFailure();
                if (result != null) {
                    return -1;
                }
                waitForChange();
            }
            samplesRead += count;
            if (samplesRead >= window / Short.BYTES / 4 && !answered) {
                due = samplesRead * Short.BYTES;
                samplesRead = 0;
                outputCredit += due;
                lastProgress = System.nanoTime();
            }
        }
        if (due > 0) {
            worker.credit(stream, due);
        }
        return count;
    }

    /**
     * What was decoded.
     *
     * @throws IllegalStateException before {@link #read} has returned -1
     */
    public synchronized DecodedAudio summary() {
        if (result == null) {
            throw new IllegalStateException("Not decoded to the end yet");
        }
        return result;
    }

    /**
     * What a live source's audio has turned out to be so far, another one each time that its format or warnings change. Null
     * before its first samples, and for a file.
     */
    public synchronized DecodedAudio description() {
        return description;
    }

    /** Cancels what is still going on, at once; waiting calls end with CANCELLED. */
    @Override
    public void close() {
        fail(new DecodingException(DecodingError.CANCELLED));
    }

    /** Ends the stream on this side, unless it has ended, and asks the worker to stop. */
    void fail(DecodingException why) {
        synchronized (this) {
            if (failure != null || result != null) {
                return;
            }
            failure = why;
            lastProgress = System.nanoTime();
            notifyAll();
            if (answered) {
                return;
            }
        }
        worker.cancel(stream);
    }

    /** From now on the worker can be held to its limits. */
    synchronized void startClock() {
        lastProgress = System.nanoTime();
    }

    /**
     * A frame for this stream has come. Nobody is woken who does not wait for it: there are as many threads as live sources, and
     * several frames for each of them in a second.
     *
     * @return whether it was its last
     */
    synchronized boolean receive(FrameReader frame) throws IOException {
        lastProgress = System.nanoTime();
        boolean awaited = true;
        switch (frame.type()) {
            case CREDIT -> {
                awaited = inputCredit == 0;
                inputCredit += frame.intPayload();
            }
            case PCM -> {
                outputCredit -= frame.length();
                awaited = samples.isEmpty();
                if (failure == null) {
                    samples.put(frame.payload(), frame.length());
                }
            }
            case DESCRIPTION -> {
                awaited = false;
                description = AudioRecord.decode(frame.payload(), frame.length());
            }
            case DONE -> {
                answered = true;
                result = failure == null ? AudioRecord.decode(frame.payload(), frame.length()) : null;
            }
            case FAILED -> {
                answered = true;
                failure = failure == null ? FailureRecord.decode(frame.payload(), frame.length()) : failure;
            }
            default -> throw new IOException("Not from a worker: " + frame.type());
        }
        if (awaited) {
            notifyAll();
        }
        return answered;
    }

    /** The worker has died. */
    synchronized void lost(DecodingException why) {
        answered = true;
        failure = failure == null && result == null ? why : failure;
        notifyAll();
    }

    /** Whether the worker has had something to do for longer than the limit and did nothing of it. */
    synchronized boolean stalled(long now, long cancelNanos) {
        boolean hasInput = inputCredit < window || finished;
        boolean owes = failure != null || hasInput && outputCredit >= Short.BYTES;
        long allowed = failure != null ? cancelNanos : limits.stall().toNanos();
        return !answered && owes && now - lastProgress > allowed;
    }

    private void countInput(int length) throws DecodingException {
        synchronized (this) {
            throwFailure();
            written += length;
            if (written <= limits.inputBytes()) {
                return;
            }
        }
        var tooLarge = new DecodingException(DecodingError.TOO_LARGE, "more than " + limits.inputBytes() + " bytes");
        fail(tooLarge);
        throw tooLarge;
    }

    /** @return 0 when the decoder has ended and wants no more */
    private synchronized int takeInputCredit(int wanted) throws DecodingException {
        while (inputCredit == 0 && failure == null && result == null) {
            waitForChange();
        }
        throwFailure();
        if (result != null) {
            return 0;
        }
        int part = Math.min(wanted, inputCredit);
        inputCredit -= part;
        lastProgress = System.nanoTime();
        return part;
    }

    private void send(FrameType type, byte[] bytes, int offset, int length) throws DecodingException {
        worker.send(type, stream, bytes, offset, length);
        synchronized (this) {
            throwFailure();
        }
    }

    private void throwFailure() throws DecodingException {
        if (failure != null) {
            throw failure;
        }
    }

    private void waitForChange() throws DecodingException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DecodingException(DecodingError.CANCELLED, "interrupted");
        }
    }
}
