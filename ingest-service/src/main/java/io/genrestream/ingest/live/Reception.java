package io.genrestream.ingest.live;

import io.genrestream.decoding.DecodedAudio;
import io.genrestream.decoding.DecodingException;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.live.Connections.Break;
import io.genrestream.ingest.status.StatusText;
import io.genrestream.ingest.stream.Feed;
import io.genrestream.live.LiveConnection;
import io.genrestream.live.LiveError;
import io.genrestream.live.LiveException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection of a live source, from its first byte to its break: bytes go through decoders to the publisher, and
 * samples are what it is judged by. One thread reads it, any may check it and close it.
 */
final class Reception implements Feed.Sink {
    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);

    /** No samples for so long is a break, whatever the connection does. */
    private static final Duration STALL = Duration.ofSeconds(10);

    /** Audio and bytes that a connection has to have brought before the next break counts as the first. */
    private static final int STABLE_SECONDS = 30;

    private static final long STABLE_BYTES = 100_000;

    /** Seconds: no station begins with so much at once. */
    private static final double FAR_AHEAD = 50;

    private final LiveConnection connection;
    private final LiveParts parts;
    private final LivePublisher publisher;
    private final LiveStatus status;
    private final Silence silence;
    private final Pace pace;
    private final SampleFlow flow;
    private final ContainerFeeds feeds;
    private final boolean mayBeRecording;
    private final long started = System.nanoTime();
    private volatile LiveError closedFor;

    /**
     * @param silence of the source, as it was when the last connection broke
     * @param pace of the source, over all its connections
     */
    Reception(
            LiveConnection connection,
            LiveParts parts,
            LivePublisher publisher,
            LiveStatus status,
            Silence silence,
            Pace pace) {
        this.connection = connection;
        this.parts = parts;
        this.publisher = publisher;
        this.status = status;
        this.silence = silence;
        this.pace = pace;
        this.mayBeRecording = connection.mayBeRecording();
        this.flow = new SampleFlow(parts.sampleRate(), STALL, System::nanoTime);
        this.feeds = new ContainerFeeds(
                parts.decoders(), parts.sampleRate(), flow, this, publisher::nextEpoch, this::playing);
    }

    /** Reads it to its end; returns why it ended. */
    Break read() {
        try (feeds) {
            publisher.nextEpoch();
            try {
                connection.read(feeds);
            } finally {
                feeds.finish();
            }
            return broken(Break.of(LiveError.SOURCE_ENDED, ""));
        } catch (LiveException e) {
            return broken(Break.of(e));
        } catch (IngestException e) {
            return broken(Break.of(e));
        } catch (RuntimeException e) {
            LOG.error("Reading a live source failed.", e);
            return Break.of(new IngestException(IngestError.INTERNAL, "", e));
        }
    }

    /** To be called about once a second: does what is due where no samples come. */
    void check() {
        switch (flow.state()) {
            case NEEDS_DECODER -> feeds.renew();
            case STALLED -> close(LiveError.SOURCE_STALLED);
            case FLOWS -> {}
        }
    }

    /** Ends {@link #read} at once. */
    void close() {
        connection.close();
        feeds.close();
    }

    private void close(LiveError why) {
        closedFor = why;
        close();
    }

    /** Whether it brought any audio that is live. */
    boolean hadAudio() {
        return flow.samples() > 0 && closedFor != LiveError.NOT_LIVE;
    }

    /** Whether it brought so much that whatever breaks it next is another matter. */
    boolean wasStable() {
        long stableSamples = (long) STABLE_SECONDS * parts.sampleRate();
        return flow.samples() >= stableSamples && flow.bytes() >= STABLE_BYTES;
    }

    @Override
    public void add(short[] pcm, int length) {
        if (mayBeRecording && secondsAhead() > FAR_AHEAD) {
            close(LiveError.NOT_LIVE);
            return;
        }
        waitFor(pace.waitFor(length));
        publisher.add(pcm, length);
        flow.samples(length);
        parts.totals().decoded(length);
        status.audio(silence.isSilentAfter(pcm, length));
        status.received(feeds.description());
    }

    @Override
    public void end(DecodedAudio audio) {
        status.received(audio);
    }

    @Override
    public void fail(Throwable fault) {
        // What a decoder throws is thrown at whoever gives it bytes as well.
        if (!(fault instanceof DecodingException)) {
            LOG.error("A live source's audio cannot be published.", fault);
            close();
        }
    }

    private void playing(String title) {
        String shown = StatusText.title(title);
        status.playing(shown);
        publisher.title(shown);
    }

    /** Why it ended: what it was closed for here comes before what that made of the connection. */
    private Break broken(Break read) {
        LiveError why = closedFor;
        if (why == null) {
            return read;
        }
        String detail = why == LiveError.SOURCE_STALLED
                ? "no audio for " + STALL.toSeconds() + " s"
                : "it came faster than it plays";
        return Break.of(why, detail);
    }

    private double secondsAhead() {
        return (double) flow.samples() / parts.sampleRate() - (System.nanoTime() - started) / 1e9;
    }

    private static void waitFor(Duration length) {
        if (length.isPositive()) {
            try {
                Thread.sleep(length);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
