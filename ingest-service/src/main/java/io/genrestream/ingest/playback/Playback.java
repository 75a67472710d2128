package io.genrestream.ingest.playback;

import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.status.KnownStream;
import io.genrestream.ingest.status.StreamView;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.WakeupException;

/**
 * One listener's way through the audio of a stream's latest attempt: not much faster than it plays, however much there is.
 * For one thread, {@link #stop} aside.
 */
public final class Playback implements AutoCloseable {
    /** Where a live stream is begun: so much audio is at hand for when the next comes late. */
    private static final Duration BEHIND_LIVE = Duration.ofSeconds(3);

    /** Audio that is given out ahead of its time. */
    private static final double AHEAD_SECONDS = 10;

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration FIRST = Duration.ofSeconds(15);

    private final StreamView view;
    private final StreamStatus status;
    private final ChunkReader reader;
    private final AttemptAudio audio;
    private final OptionalDouble fromSeconds;
    private final Runnable whenClosed;
    private byte[] first;
    private long begunNanos;
    private volatile boolean stopped;

    /** @param fromSeconds media time; empty for the live edge of a live stream, and the beginning of any other */
    Playback(
            StreamView view, StreamStatus status, ChunkReader reader, OptionalDouble fromSeconds, Runnable whenClosed) {
        this.view = view;
        this.status = status;
        this.reader = reader;
        this.audio = new AttemptAudio(status.getAttempt(), fromSeconds.orElse(0));
        this.fromSeconds = fromSeconds;
        this.whenClosed = whenClosed;
    }

    /**
     * Finds the first audio, and waits a while for it where it is still to come.
     *
     * @return its media time (s)
     * @throws IngestException AUDIO_NOT_KEPT, NO_AUDIO_YET, NOT_READY, or INVALID_PARAMETER for a time after the end
     */
    public double begin() {
        try {
            seek();
            long deadline = System.nanoTime() + FIRST.toNanos();
            while (first == null) {
                if (System.nanoTime() > deadline || stopped) {
                    throw new IngestException(IngestError.NO_AUDIO_YET, status.getStreamId());
                }
                first = read().orElseThrow(this::afterEnd);
                first = first.length == 0 ? null : first;
            }
        } catch (WakeupException e) {
            throw new IngestException(IngestError.NO_AUDIO_YET, status.getStreamId(), e);
        } catch (KafkaException e) {
            throw new IngestException(IngestError.NOT_READY, e.getMessage(), e);
        }
        begunNanos = System.nanoTime();
        return audio.startSeconds().orElseThrow();
    }

    private void seek() {
        AudioPlace place = new AudioPlace(reader, status, goesOn());
        if (fromSeconds.isPresent()) {
            place.seek(fromSeconds.getAsDouble());
        } else if (status.getLive() && goesOn()) {
            reader.seek(Instant.now().minus(BEHIND_LIVE));
        } else {
            place.seekBeginning();
        }
    }

    public int sampleRate() {
        return audio.sampleRate();
    }

    /**
     * Waits for what comes next.
     *
     * @return samples of 16 bits, little-endian; none where none has come for a while, empty at the end
     * @throws KafkaException when the broker refuses to go on
     */
    public Optional<byte[]> next() throws InterruptedException {
        if (first != null) {
            byte[] given = first;
            first = null;
            return Optional.of(given);
        }
        awaitTurn();
        try {
            return read();
        } catch (WakeupException e) {
            return Optional.empty();
        }
    }

    private Optional<byte[]> read() {
        if (stopped || audio.isOver()) {
            return Optional.empty();
        }
        ChunkReader.Placed next = reader.next(POLL);
        if (next != null) {
            byte[] given = audio.take(next.chunk());
            return given.length == 0 && audio.isOver() ? Optional.empty() : Optional.of(given);
        }
        boolean mayFollow = goesOn() || isKnown() && !reader.hasReached(reader.end());
        return mayFollow ? Optional.of(new byte[0]) : Optional.empty();
    }

    private void awaitTurn() throws InterruptedException {
        double ahead = audio.seconds() - AHEAD_SECONDS - (System.nanoTime() - begunNanos) / 1e9;
        if (ahead > 0 && !stopped) {
            TimeUnit.NANOSECONDS.sleep((long) (ahead * 1e9));
        }
    }

    private boolean isKnown() {
        return view.known(status.getStreamId())
                .filter(known -> !known.isDeleted() && known.attempt() == status.getAttempt())
                .isPresent();
    }

    private boolean goesOn() {
        return isKnown()
                && view.known(status.getStreamId()).filter(KnownStream::isOpen).isPresent();
    }

    private IngestException afterEnd() {
        return new IngestException(
                IngestError.INVALID_PARAMETER, "from must be before the end, at %.1f s".formatted(status.getSeconds()));
    }

    /** From any thread: makes it end soon. */
    public void stop() {
        stopped = true;
        reader.wakeup();
    }

    @Override
    public void close() {
        reader.close();
        whenClosed.run();
    }
}
