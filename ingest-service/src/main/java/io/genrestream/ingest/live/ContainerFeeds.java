package io.genrestream.ingest.live;

import io.genrestream.decoding.DecodedAudio;
import io.genrestream.decoding.DecoderPool;
import io.genrestream.decoding.Decoding;
import io.genrestream.decoding.DecodingException;
import io.genrestream.decoding.LiveFormat;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.stream.Feed;
import io.genrestream.live.AudioFormat;
import io.genrestream.live.LiveListener;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One connection's containers, each brought through a decoder of its own, one after the other. A decoder that fails is
 * replaced once, where the bytes can be joined in the middle; the audio after it belongs to another epoch. For one thread,
 * but for {@link #renew} and {@link #close}.
 */
final class ContainerFeeds implements LiveListener, AutoCloseable {
    /** Formats that a decoder can join at any byte. */
    private static final Set<AudioFormat> JOINABLE =
            EnumSet.of(AudioFormat.UNKNOWN, AudioFormat.MP3, AudioFormat.ADTS, AudioFormat.MPEG_TS);

    private final DecoderPool decoders;
    private final int sampleRate;
    private final SampleFlow flow;
    private final Feed.Sink sink;
    private final Runnable gap;
    private final Consumer<String> titles;
    private AudioFormat format;
    private long samplesAtFailure = -1;
    private volatile Decoding decoding;
    private volatile Feed feed;
    private volatile boolean renewing;
    private volatile boolean closed;

    /**
     * @param sampleRate of what is decoded (Hz)
     * @param sink takes the samples of all containers, one after the other
     * @param gap run before audio that does not go on where the last stopped
     */
    ContainerFeeds(
            DecoderPool decoders,
            int sampleRate,
            SampleFlow flow,
            Feed.Sink sink,
            Runnable gap,
            Consumer<String> titles) {
        this.decoders = decoders;
        this.sampleRate = sampleRate;
        this.flow = flow;
        this.sink = sink;
        this.gap = gap;
        this.titles = titles;
    }

    @Override
    public void begin(AudioFormat next, boolean gapless) {
        boolean first = feed == null;
        finish();
        if (!first && !gapless) {
            gap.run();
        }
        format = next;
        open(LiveFormat.valueOf(next.name()));
    }

    @Override
    public void audio(byte[] bytes, int offset, int length) {
        flow.bytes(length);
        if (renewing) {
            replace();
        }
        try {
            feed.write(bytes, offset, length);
        } catch (DecodingException e) {
            if (!renewing) {
                requireReplaceable(e);
            }
            replace();
        }
    }

    @Override
    public void title(String title) {
        titles.accept(title);
    }

    /** Another decoder takes what comes next; from any thread. */
    void renew() {
        renewing = true;
        stop();
    }

    /** What the container's audio is, as far as is known; null before its first samples. */
    DecodedAudio description() {
        return decoding.description();
    }

    /** Waits until all that has come is decoded and published. */
    void finish() {
        if (feed == null) {
            return;
        }
        try {
            feed.finish();
        } catch (DecodingException e) {
            // What it gave out before it failed is all there is.
        }
        feed.join(feed::stop);
    }

    /** Ends it at once, from any thread. */
    @Override
    public void close() {
        closed = true;
        stop();
    }

    private void stop() {
        Feed open = feed;
        if (open != null) {
            open.stop();
        }
    }

    private void requireReplaceable(DecodingException failure) {
        if (closed || !JOINABLE.contains(format) || samplesAtFailure == flow.samples()) {
            throw new IngestException(failure);
        }
        samplesAtFailure = flow.samples();
    }

    private void replace() {
        stop();
        feed.join(feed::stop);
        renewing = false;
        gap.run();
        open(LiveFormat.UNKNOWN);
    }

    private void open(LiveFormat as) {
        try {
            decoding = decoders.openLive(as, sampleRate);
            feed = new Feed(decoding, sink);
            feed.start();
        } catch (DecodingException e) {
            throw new IngestException(e);
        }
    }
}
