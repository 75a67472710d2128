package io.genrestream.ingest.push;

import io.genrestream.decoding.DecodedAudio;
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
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A stream that a client pushes. What comes is kept until the decoder takes it, never more than the client
 * has credit for: a broker that is away holds the client up, and nothing is dropped here.
 */
final class PushStream implements Feed.Sink {
    /** Bytes that a client may send ahead: a second of two channels at 48 kHz, and more of all that is compressed. */
    static final int CREDIT = 256 * 1024;

    private static final int GRANT = CREDIT / 8;
    private static final long DAY_SECONDS = 86_400;

    private final Hello hello;
    private final Duration stallLimit;
    private final PushClient client;
    private final PushFeeds feeds;
    private final Attempt attempt;
    private final PushArrivals arrivals = new PushArrivals();
    private final Set<String> warnings = new LinkedHashSet<>();
    private DecodedAudio audio;
    private volatile boolean beforeGap;
    private int epoch;

    /** At the rate of what is decoded. */
    private long droppedSamples;

    /**
     * @param claim yet to be written
     * @param stallLimit how long the client may send nothing
     */
    PushStream(
            Hello hello, StreamStatus claim, PushFeeds feeds, AttemptLog log, Duration stallLimit, PushClient client) {
        this.hello = hello;
        this.stallLimit = stallLimit;
        this.client = client;
        this.feeds = feeds;
        this.attempt = new Attempt(claim, log, this::stop);
    }

    /** Takes the next bytes, without waiting. */
    void add(byte[] bytes) {
        if (bytes.length == 0) {
            return;
        }
        try {
            arrivals.add(bytes);
        } catch (IngestException e) {
            attempt.fail(e);
        }
    }

    /**
     * The client could not send so many samples before the next bytes: media time goes on with them, and what comes is another
     * epoch's.
     */
    void dropped(long samples) {
        try {
            if (hello.rate() == 0) {
                throw new IngestException(
                        IngestError.INVALID_MESSAGE, "samples can be dropped of s16le and f32le, not of a container");
            }
            arrivals.addDropped(samples, DAY_SECONDS * hello.rate());
        } catch (IngestException e) {
            attempt.fail(e);
        }
    }

    /** No more comes. */
    void finish() {
        arrivals.end();
    }

    /** The client has gone in the middle. */
    void abort() {
        attempt.fail(new IngestException(IngestError.CLIENT_GONE));
    }

    /**
     * Brings the stream into the log to its end; the client gets a message of all but the last.
     *
     * @return its status ENDED
     * @throws IngestException when it failed, its end written or being written
     */
    StreamStatus run() {
        if (!attempt.own()) {
            throw new IngestException(IngestError.STREAM_IN_PROGRESS);
        }
        if (attempt.isOpen()) {
            feedAll();
            feeds.join(attempt::interrupt);
        }
        return attempt.settle(ended -> {
            ended.setEndReason(EndReason.COMPLETE);
            ended.setFormat(audio.container() + "/" + audio.codec());
            ended.setTags(audio.tags());
            ended.setWarnings(List.copyOf(warnings));
            ended.setDroppedSeconds((double) droppedSamples / feeds.sampleRate());
        });
    }

    /** The stream's owner here. */
    ActiveStreams.Owner owner() {
        return attempt;
    }

    @Override
    public void add(short[] pcm, int length) {
        attempt.publisher().add(pcm, length);
    }

    @Override
    public void end(DecodedAudio decoded) {
        audio = decoded;
        warnings.addAll(decoded.warnings());
        attempt.publisher().finish(beforeGap ? EndReason.NONE : EndReason.COMPLETE);
    }

    @Override
    public void fail(Throwable fault) {
        attempt.fail(fault);
    }

    private void stop(IngestException why) {
        feeds.stop();
        finish();
    }

    private void feedAll() {
        try {
            feeds.start(this);
            arrivals.grant(CREDIT);
            client.started(attempt.status(), CREDIT);
            int taken = 0;
            for (var next = arrivals.next(stallLimit); !next.isEnd(); next = arrivals.next(stallLimit)) {
                if (next.droppedSamples() > 0) {
                    goOnBehindGap(next.droppedSamples());
                    continue;
                }
                feeds.write(next.bytes());
                taken += next.bytes().length;
                if (taken >= GRANT) {
                    arrivals.grant(taken);
                    client.credit(taken);
                    taken = 0;
                }
            }
            if (!feeds.end(attempt::interrupt)) {
                attempt.publisher().finish(EndReason.COMPLETE);
            }
        } catch (DecodingException e) {
            attempt.failAfterRest(new IngestException(e));
        } catch (Throwable e) {
            attempt.fail(e);
        }
    }

    private void goOnBehindGap(long samples) throws DecodingException {
        beforeGap = true;
        feeds.endBeforeGap(attempt::interrupt);
        beforeGap = false;
        long dropped = feeds.decodedSamples(samples);
        droppedSamples += dropped;
        epoch++;
        attempt.publisher().nextEpoch(epoch, attempt.publisher().mediaEnd() + dropped);
    }
}
