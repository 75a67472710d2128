package io.genrestream.ingest.push;

import io.genrestream.decoding.DecoderPool;
import io.genrestream.decoding.Decoding;
import io.genrestream.decoding.DecodingException;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.stream.Feed;

/**
 * Brings what a client pushes through a decoder, and what comes behind a gap through another, so that neither side has
 * anything of the other in it. For one thread, but for {@link #stop}.
 */
final class PushFeeds {
    private final Hello hello;
    private final DecoderPool decoders;
    private final int sampleRate;
    private Decoding decoding;
    private Feed.Sink sink;

    /** Bytes of audio that it was given. */
    private long taken;

    /** Null before the start and between two. */
    private volatile Feed feed;

    private volatile boolean stopped;

    /**
     * @param decoding the first, taken before the stream is claimed
     * @param sampleRate of what is decoded (Hz)
     */
    PushFeeds(Hello hello, DecoderPool decoders, Decoding decoding, int sampleRate) {
        this.hello = hello;
        this.decoders = decoders;
        this.decoding = decoding;
        this.sampleRate = sampleRate;
    }

    void start(Feed.Sink into) throws DecodingException {
        sink = into;
        begin();
    }

    void write(byte[] bytes) throws DecodingException {
        if (feed == null) {
            decoding = decoders.openLive(hello.format(), sampleRate);
            begin();
        }
        feed.write(bytes, 0, bytes.length);
        taken += bytes.length;
    }

    /**
     * Gives the sink all that has come since the last gap, its end included.
     *
     * @throws IngestException INVALID_MESSAGE when it ends within a sample
     */
    void endBeforeGap(Runnable interrupted) throws DecodingException {
        if (taken == 0) {
            return;
        }
        if (taken % hello.frameBytes() != 0) {
            throw new IngestException(IngestError.INVALID_MESSAGE, "dropped must stand between whole samples");
        }
        end(interrupted);
    }

    /**
     * The same at the end of the stream.
     *
     * @return false when nothing has come since the last gap
     */
    boolean end(Runnable interrupted) throws DecodingException {
        Feed open = feed;
        if (open == null) {
            return false;
        }
        open.finish();
        open.join(interrupted);
        feed = null;
        taken = 0;
        return true;
    }

    /** Waits until the sink has all that has come of what failed. */
    void join(Runnable interrupted) {
        Feed open = feed;
        if (open != null) {
            open.join(interrupted);
        }
    }

    /** Media time of so many of the client's samples (samples of what is decoded). */
    long decodedSamples(long samples) {
        return Math.round((double) samples * sampleRate / hello.rate());
    }

    /** Of what is decoded (Hz). */
    int sampleRate() {
        return sampleRate;
    }

    /** Ends it at once; from any thread. */
    void stop() {
        stopped = true;
        Feed open = feed;
        if (open != null) {
            open.stop();
        }
    }

    private void begin() throws DecodingException {
        feed = new Feed(decoding, sink);
        feed.start();
        if (stopped) {
            feed.stop();
        }
        feed.write(hello.head(), 0, hello.head().length);
    }
}
