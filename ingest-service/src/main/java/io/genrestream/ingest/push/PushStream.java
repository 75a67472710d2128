package io.genrestream.ingest.push;

import io.genrestream.decoding.DecodedAudio;
import io.genrestream.decoding.Decoding;
import io.genrestream.decoding.DecodingException;
import io.genrestream.event.EndReason;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.stream.ActiveStreams;
import io.genrestream.ingest.stream.Attempt;
import io.genrestream.ingest.stream.AttemptLog;
import io.genrestream.ingest.stream.Feed;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The owner of a stream that a client pushes. What comes is kept until the decoder takes it, never more than the client
 * has credit for: a broker that is away holds the client up, and nothing is dropped here.
 */
final class PushStream implements ActiveStreams.Owner, Feed.Sink {
    /** Bytes that a client may send ahead: a second of two channels at 48 kHz, and more of all that is compressed. */
    static final int CREDIT = 256 * 1024;

    private static final int GRANT = CREDIT / 8;
    private static final byte[] END = new byte[0];

    private final Hello hello;
    private final Duration stallLimit;
    private final PushClient client;
    private final Feed feed;
    private final Attempt attempt;
    private final BlockingQueue<byte[]> arrived = new LinkedBlockingQueue<>();
    private DecodedAudio audio;

    /** Bytes that the client may still send; guarded by this. */
    private int credit;

    /**
     * @param claim yet to be written
     * @param stallLimit how long the client may send nothing
     */
    PushStream(
            Hello hello,
            StreamStatus claim,
            Decoding decoding,
            AttemptLog log,
            Duration stallLimit,
            PushClient client) {
        this.hello = hello;
        this.stallLimit = stallLimit;
        this.client = client;
        this.feed = new Feed(decoding, this);
        this.attempt = new Attempt(claim, log, this::stop);
    }

    /** Takes the next bytes, without waiting. */
    void add(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        if (spend(bytes.length)) {
            arrived.add(bytes);
        } else {
            attempt.fail(new IngestException(IngestError.CREDIT_EXCEEDED));
        }
    }

    /** No more comes. */
    void finish() {
        arrived.add(END);
    }

    /** The client has gone in the middle. */
    void abort() {
        attempt.fail(new IngestException(IngestError.CLIENT_GONE));
    }

    /**
     * Brings the stream into the log to its end; the client is told of all but the last.
     *
     * @return its status ENDED
     * @throws IngestException when it failed, its end written or being written
     */
    StreamStatus run() {
        if (!attempt.own()) {
            throw new IngestException(IngestError.STREAM_IN_PROGRESS);
        }
        if (attempt.isOpen()) {
            feed.start();
            feedAll();
            feed.join(this::interrupt);
        }
        return attempt.settle(ended -> {
            ended.setEndReason(EndReason.COMPLETE);
            ended.setFormat(audio.container() + "/" + audio.codec());
            ended.setTags(audio.tags());
            ended.setWarnings(audio.warnings());
        });
    }

    @Override
    public void endedByLog(IngestException why) {
        attempt.endedByLog(why);
    }

    @Override
    public void interrupt() {
        attempt.fail(new IngestException(IngestError.INTERRUPTED));
    }

    @Override
    public void add(short[] pcm, int length) {
        attempt.publisher().add(pcm, length);
    }

    @Override
    public void end(DecodedAudio decoded) {
        audio = decoded;
        attempt.publisher().finish(EndReason.COMPLETE);
    }

    @Override
    public void fail(Throwable fault) {
        attempt.fail(fault);
    }

    private void stop(IngestException why) {
        feed.stop();
        finish();
    }

    private void feedAll() {
        try {
            feed.write(hello.head(), 0, hello.head().length);
            grant(CREDIT);
            client.started(attempt.status(), CREDIT);
            int taken = 0;
            for (byte[] bytes = next(); bytes != END; bytes = next()) {
                feed.write(bytes, 0, bytes.length);
                taken += bytes.length;
                if (taken >= GRANT) {
                    grant(taken);
                    client.credit(taken);
                    taken = 0;
                }
            }
            feed.finish();
        } catch (DecodingException e) {
            attempt.failAfterRest(new IngestException(e));
        } catch (Throwable e) {
            attempt.fail(e);
        }
    }

    private byte[] next() throws InterruptedException {
        byte[] bytes = arrived.poll(stallLimit.toMillis(), TimeUnit.MILLISECONDS);
        if (bytes == null) {
            throw new IngestException(IngestError.BODY_STALLED);
        }
        return bytes;
    }

    private synchronized void grant(int bytes) {
        credit += bytes;
    }

    private synchronized boolean spend(int bytes) {
        credit -= bytes;
        return credit >= 0;
    }
}
