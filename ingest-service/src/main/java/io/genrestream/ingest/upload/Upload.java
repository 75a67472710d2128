package io.genrestream.ingest.upload;

import io.genrestream.decoding.DecodedAudio;
import io.genrestream.decoding.Decoding;
import io.genrestream.decoding.DecodingException;
import io.genrestream.event.AudioChunk;
import io.genrestream.event.EndReason;
import io.genrestream.event.StreamState;
import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.publish.ChunkPublisher;
import java.io.IOException;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to bring a stream into the log, from its claim to its ENDED or FAILED. The caller's thread feeds the
 * decoder with the body while a second one publishes what comes out. Whatever either of them throws, the attempt is
 * settled: its end is in the log, or is being written by {@link Endings}.
 */
final class Upload {
    private static final Logger LOG = LoggerFactory.getLogger(Upload.class);
    private static final int READ_SAMPLES = 8_192;

    /** How far an attempt is. */
    private enum State {
        /** Audio comes in, or is about to. */
        OPEN,
        /** It has failed, and its end is still to be written. */
        BROKEN,
        /** The log has ended it, so there is nothing left to be written. */
        ENDED_BY_LOG,
        /** Its outcome is being written, or has been. */
        SETTLED
    }

    private final StreamStatus claim;
    private final UploadBody body;
    private final Content content;
    private final Decoding decoding;
    private final Outcomes outcomes;
    private final Thread publishing = Thread.ofVirtual().unstarted(this::publish);

    /** Guarded by this, as is the reason why this attempt fails, the first of several. */
    private State state = State.OPEN;

    private IngestException failure;
    private StreamStatus started;
    private ChunkPublisher publisher;
    private DecodedAudio audio;

    Upload(StreamStatus claim, UploadBody body, Content content, Decoding decoding, Outcomes outcomes) {
        this.claim = claim;
        this.body = body;
        this.content = content;
        this.decoding = decoding;
        this.outcomes = outcomes;
    }

    String id() {
        return claim.getUploadId();
    }

    /**
     * Reads the body to its end; returns the state ENDED when the broker has acknowledged everything.
     *
     * @param held the claim with its attempt's number
     * @throws IngestException when the stream failed, after its end was written to the log
     */
    StreamStatus run(StreamStatus held, ChunkPublisher chunks) {
        started = held;
        publisher = chunks;
        String digest = null;
        if (isOpen()) {
            publishing.start();
            digest = feed();
            join();
        }
        IngestException broken = settle();
        if (broken != null) {
            throw broken;
        }
        return outcomes.ended(ended(digest));
    }

    /** Makes the attempt fail for this reason, unless it is settled already. */
    void abort(IngestException why) {
        if (turn(State.BROKEN, why)) {
            stop(why);
        }
    }

    /** The log has ended the attempt: nothing more of it is published. */
    void endedByLog(IngestException why) {
        if (turn(State.ENDED_BY_LOG, why)) {
            stop(why);
        }
    }

    private void stop(IngestException why) {
        decoding.close();
        body.abort(why);
        publishing.interrupt();
    }

    /** The content's digest, or null when the body broke off or could not be decoded. */
    private String feed() {
        try {
            String digest = content.copy((bytes, length) -> decoding.write(bytes, 0, length));
            decoding.finish();
            return digest;
        } catch (DecodingException e) {
            // The samples decoded before the fault are still to be read, so the decoder stays open.
            turn(State.BROKEN, new IngestException(e));
        } catch (IngestException e) {
            abort(e);
        } catch (IOException e) {
            abort(new IngestException(IngestError.CLIENT_GONE, "", e));
        } catch (Throwable e) {
            abort(internal(e));
        }
        return null;
    }

    private void publish() {
        try {
            short[] pcm = new short[READ_SAMPLES];
            for (int length = decoding.read(pcm); length >= 0; length = decoding.read(pcm)) {
                publisher.add(pcm, length);
            }
            audio = decoding.summary();
            publisher.finish(endReason(audio));
        } catch (DecodingException e) {
            abort(new IngestException(e));
        } catch (IngestException e) {
            abort(e);
        } catch (Throwable e) {
            // An Error too: without its end the stream would stay in progress.
            abort(internal(e));
        }
    }

    private IngestException internal(Throwable fault) {
        LOG.error("Stream {} failed.", claim.getStreamId(), fault);
        return new IngestException(IngestError.INTERNAL, "", fault);
    }

    private void join() {
        boolean interrupted = false;
        while (publishing.isAlive()) {
            try {
                publishing.join();
            } catch (InterruptedException e) {
                interrupted = true;
                abort(new IngestException(IngestError.INTERRUPTED));
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized boolean isOpen() {
        return state == State.OPEN;
    }

    /** Whether the attempt turned with this; the first reason is kept. */
    private synchronized boolean turn(State next, IngestException why) {
        boolean turns = state == State.OPEN || state == State.BROKEN && next == State.ENDED_BY_LOG;
        if (turns) {
            state = next;
            failure = failure == null ? why : failure;
        }
        return turns;
    }

    /** Writes the end of a broken attempt; returns why it broke, or null for one that has come to its end. */
    private IngestException settle() {
        State before;
        synchronized (this) {
            before = state;
            state = State.SETTLED;
        }
        if (before == State.BROKEN) {
            fail(failure);
        }
        return failure;
    }

    private void fail(IngestException why) {
        EndReason reason = BrokenStream.endReason(why);
        AudioChunk last = null;
        if (publisher.chunks() > 0) {
            last = why.isRefusal() ? publisher.breakOffAtLastChunk(reason) : publisher.breakOff(reason);
        }
        StreamStatus failed = outcomes.failed(started, why);
        failed.setSeconds(publisher.seconds());
        failed.setChunks(publisher.chunks() + (last == null ? 0 : 1));
        outcomes.broken(failed, publisher, Optional.ofNullable(last));
        LOG.info("Stream {} failed: {}", started.getStreamId(), why.getMessage());
    }

    private StreamStatus ended(String digest) {
        return StreamStatus.newBuilder(started)
                .setState(StreamState.ENDED)
                .setEndReason(endReason(audio))
                .setSeconds(publisher.seconds())
                .setChunks(publisher.chunks())
                .setContentDigest(digest)
                .setFormat(audio.container() + "/" + audio.codec())
                .setTags(audio.tags())
                .setWarnings(audio.warnings())
                .build();
    }

    private static EndReason endReason(DecodedAudio audio) {
        if (audio.durationLimited()) {
            return EndReason.DURATION_LIMIT;
        }
        return audio.truncated() ? EndReason.TRUNCATED : EndReason.COMPLETE;
    }
}
