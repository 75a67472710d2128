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
import io.genrestream.ingest.status.StatusLog;
import java.io.IOException;
import java.time.Clock;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One attempt to bring a stream into the log, from its STARTED to its ENDED or FAILED. The caller's thread feeds the
 * decoder with the body while a second one publishes what comes out.
 */
final class Upload {
    private static final Logger LOG = LoggerFactory.getLogger(Upload.class);
    private static final int READ_SAMPLES = 8_192;

    private final StreamStatus started;
    private final UploadBody body;
    private final Content content;
    private final Decoding decoding;
    private final ChunkPublisher publisher;
    private final StatusLog states;
    private final Endings endings;
    private final Clock clock;
    private final Thread publishing = Thread.ofVirtual().unstarted(this::publish);

    /** The first reason why this attempt fails, if any; guarded by this. */
    private IngestException failure;

    /** From then on the outcome is settled and being written; guarded by this. */
    private boolean settled;

    private DecodedAudio audio;

    Upload(
            StreamStatus started,
            UploadBody body,
            Content content,
            Decoding decoding,
            ChunkPublisher publisher,
            StatusLog states,
            Endings endings,
            Clock clock) {
        this.started = started;
        this.body = body;
        this.content = content;
        this.decoding = decoding;
        this.publisher = publisher;
        this.states = states;
        this.endings = endings;
        this.clock = clock;
    }

    StreamStatus started() {
        return started;
    }

    /**
     * Reads the body to its end; returns the state ENDED when the broker has acknowledged everything.
     *
     * @throws IngestException when the stream failed, after its end was written to the log
     */
    StreamStatus run() {
        publishing.start();
        String digest = feed();
        join();
        Optional<IngestException> broken = settle();
        if (broken.isPresent()) {
            fail(broken.get());
            throw broken.get();
        }
        StreamStatus ended = ended(digest);
        try {
            states.write(ended);
        } catch (IngestException e) {
            // All audio is in the log, so the stream is ended, late.
            endings.write(ended.getStreamId(), () -> states.write(ended));
            throw e;
        }
        return ended;
    }

    /** Makes the attempt fail for this reason, unless its outcome is settled already. */
    void abort(IngestException why) {
        if (note(why)) {
            decoding.close();
            body.abort(why);
            publishing.interrupt();
        }
    }

    /** Writes STARTED again, because a record that does not count came after it, which compaction would prefer. */
    synchronized void assertAgain() {
        if (!settled) {
            states.send(started);
        }
    }

    /** The content's digest, or null when the body broke off or could not be decoded. */
    private String feed() {
        try {
            String digest = content.copy((bytes, length) -> decoding.write(bytes, 0, length));
            decoding.finish();
            return digest;
        } catch (DecodingException e) {
            // The samples decoded before the fault are still to be read, so the decoder stays open.
            note(new IngestException(e));
        } catch (IngestException e) {
            abort(e);
        } catch (IOException e) {
            abort(new IngestException(IngestError.CLIENT_GONE, "", e));
        } catch (RuntimeException e) {
            LOG.error("Stream {} failed.", started.getStreamId(), e);
            abort(new IngestException(IngestError.INTERNAL, "", e));
        }
        return null;
    }

    private void publish() {
        short[] pcm = new short[READ_SAMPLES];
        try {
            for (int length = decoding.read(pcm); length >= 0; length = decoding.read(pcm)) {
                publisher.add(pcm, length);
            }
            audio = decoding.summary();
            publisher.finish(endReason(audio));
        } catch (DecodingException e) {
            abort(new IngestException(e));
        } catch (IngestException e) {
            abort(e);
        } catch (RuntimeException e) {
            LOG.error("Stream {} failed.", started.getStreamId(), e);
            abort(new IngestException(IngestError.INTERNAL, "", e));
        }
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

    private synchronized boolean note(IngestException why) {
        if (settled || failure != null) {
            return false;
        }
        failure = why;
        return true;
    }

    private synchronized Optional<IngestException> settle() {
        settled = true;
        return Optional.ofNullable(failure);
    }

    private void fail(IngestException why) {
        EndReason reason = BrokenStream.endReason(why);
        Optional<AudioChunk> last =
                publisher.chunks() == 0 ? Optional.empty() : Optional.of(publisher.breakOff(reason));
        StreamStatus failed = BrokenStream.status(started, why, clock);
        failed.setSeconds(publisher.seconds());
        failed.setChunks(publisher.chunks() + last.map(_ -> 1).orElse(0));
        endings.write(failed.getStreamId(), () -> {
            last.ifPresent(publisher::publishAgain);
            states.write(failed);
        });
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
                .setUpdatedAt(clock.instant())
                .build();
    }

    private static EndReason endReason(DecodedAudio audio) {
        if (audio.durationLimited()) {
            return EndReason.DURATION_LIMIT;
        }
        return audio.truncated() ? EndReason.TRUNCATED : EndReason.COMPLETE;
    }
}
