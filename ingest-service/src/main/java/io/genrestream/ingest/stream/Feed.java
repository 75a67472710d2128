package io.genrestream.ingest.stream;

import io.genrestream.decoding.DecodedAudio;
import io.genrestream.decoding.Decoding;
import io.genrestream.decoding.DecodingException;
import io.genrestream.kit.log.StreamAtWork;

/**
 * One container's bytes on their way through a decoder. One thread writes bytes, a thread of the feed's own gives
 * the samples to a sink; both sides are bounded, so either waits for the other.
 */
public final class Feed {
    private static final int READ_SAMPLES = 8_192;

    /** Takes what is decoded, on the feed's thread. */
    public interface Sink {
        /** Takes the first {@code length} samples; the array is the feed's again after the return. */
        void add(short[] pcm, int length);

        /** All samples were taken. */
        void end(DecodedAudio audio);

        /** The decoder or this sink threw this; nothing more comes. */
        void fail(Throwable fault);
    }

    private final Decoding decoding;
    private final Sink sink;
    private final Thread thread = StreamAtWork.thread(this::pump);

    /** @param decoding the feed's from now on */
    public Feed(Decoding decoding, Sink sink) {
        this.decoding = decoding;
        this.sink = sink;
    }

    public void start() {
        thread.start();
    }

    /**
     * Gives the next bytes, and waits while the sink is behind.
     *
     * @throws DecodingException when decoding has failed; samples decoded before that still go to the sink
     */
    public void write(byte[] bytes, int offset, int length) throws DecodingException {
        decoding.write(bytes, offset, length);
    }

    /** Says that no more bytes come. */
    public void finish() throws DecodingException {
        decoding.finish();
    }

    /** Ends it at once, from any thread. */
    public void stop() {
        decoding.close();
        thread.interrupt();
    }

    /** Waits until the sink has the end, or has failed; an interrupt is kept for the calling thread. */
    public void join(Runnable interrupted) {
        boolean wasInterrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                wasInterrupted = true;
                interrupted.run();
            }
        }
        if (wasInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void pump() {
        try {
            short[] pcm = new short[READ_SAMPLES];
            for (int length = decoding.read(pcm); length >= 0; length = decoding.read(pcm)) {
                sink.add(pcm, length);
            }
            sink.end(decoding.summary());
        } catch (Throwable e) {
            // An Error too: a stream whose feed has gone without a word would stay in progress.
            sink.fail(e);
        }
    }
}
