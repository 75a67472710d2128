package io.genrestream.ingest.upload;

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
import java.io.IOException;
import java.util.Optional;

/** One attempt at a stream that a body feeds, from its claim to its end. */
final class Upload implements Feed.Sink {
    private final Uploads.Body body;
    private final Content content;
    private final Feed feed;
    private final Attempt attempt;
    private DecodedAudio audio;

    /** @param claim yet to be written */
    Upload(StreamStatus claim, Uploads.Body body, Content content, Decoding decoding, AttemptLog log) {
        this.body = body;
        this.content = content;
        this.feed = new Feed(decoding, this);
        this.attempt = new Attempt(claim, log, this::stop);
    }

    /**
     * Reads the body to its end; returns the state ENDED when the broker has acknowledged everything, or nothing if
     * another owns the stream.
     *
     * @throws IngestException when the stream failed, its end written or being written
     */
    Optional<StreamStatus> run() {
        if (!attempt.own()) {
            return Optional.empty();
        }
        String digest = null;
        if (attempt.isOpen()) {
            feed.start();
            digest = feedAll();
            feed.join(attempt::interrupt);
        }
        String sha256 = digest;
        return Optional.of(attempt.settle(ended -> describe(ended, sha256)));
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
        attempt.publisher().finish(endReason());
    }

    @Override
    public void fail(Throwable fault) {
        attempt.fail(fault);
    }

    private void stop(IngestException why) {
        feed.stop();
        body.abort(why);
    }

    /** The content's digest, or null when the body broke off or could not be decoded. */
    private String feedAll() {
        try {
            String digest = content.copy((bytes, length) -> feed.write(bytes, 0, length));
            feed.finish();
            return digest;
        } catch (DecodingException e) {
            attempt.failAfterRest(new IngestException(e));
        } catch (IOException e) {
            attempt.fail(new IngestException(IngestError.CLIENT_GONE, "", e));
        } catch (Throwable e) {
            attempt.fail(e);
        }
        return null;
    }

    private void describe(StreamStatus ended, String digest) {
        ended.setEndReason(endReason());
        ended.setContentDigest(digest);
        ended.setFormat(audio.container() + "/" + audio.codec());
        ended.setTags(audio.tags());
        ended.setWarnings(audio.warnings());
    }

    private EndReason endReason() {
        if (audio.durationLimited()) {
            return EndReason.DURATION_LIMIT;
        }
        return audio.truncated() ? EndReason.TRUNCATED : EndReason.COMPLETE;
    }
}
