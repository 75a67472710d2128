package io.genrestream.ingest.playback;

import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import java.time.Duration;
import java.time.Instant;
import org.apache.kafka.common.errors.TimeoutException;

/**
 * Finds where in the topic a media time of an attempt lies. Records can be found by the time at which their audio came in,
 * so a guess is made of that, and where it was too late, one further back.
 */
final class AudioPlace {
    /** How much before the guess the search begins. */
    private static final Duration BEFORE_GUESS = Duration.ofSeconds(15);

    private static final int FURTHER_BACK = 8;
    /** The clocks of instances differ. */
    private static final Duration CLOCKS = Duration.ofSeconds(60);

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ChunkReader reader;
    private final StreamStatus status;
    private final boolean goesOn;
    private final Instant earliest;

    /** @param goesOn whether the attempt is in progress, so that what is not there may come yet */
    AudioPlace(ChunkReader reader, StreamStatus status, boolean goesOn) {
        this.reader = reader;
        this.status = status;
        this.goesOn = goesOn;
        this.earliest = status.getStartedAt().minus(CLOCKS);
    }

    /**
     * Goes to the first chunk that is left.
     *
     * @throws IngestException AUDIO_NOT_KEPT
     */
    void seekBeginning() {
        reader.seek(earliest);
        goTo(first());
    }

    /**
     * Goes to a chunk that begins at or before a media time (s) and not long before it.
     *
     * @throws IngestException AUDIO_NOT_KEPT
     */
    void seek(double seconds) {
        Instant guess = guess(seconds);
        Duration back = BEFORE_GUESS;
        while (true) {
            Instant since = guess.minus(back);
            boolean furthest = !since.isAfter(earliest);
            reader.seek(furthest ? earliest : since);
            ChunkReader.Placed first = first();
            // A station's first audio comes a little after its beginning; that is a gap like any other.
            double near = furthest ? seconds + AttemptAudio.MOST_SILENCE_SECONDS : seconds;
            if (first != null && startSeconds(first) <= near) {
                reader.seek(first.offset());
                return;
            }
            if (furthest && first != null) {
                throw new IngestException(
                        IngestError.AUDIO_NOT_KEPT, "what is left begins at %.1f s".formatted(startSeconds(first)));
            }
            if (furthest) {
                goTo(null);
                return;
            }
            back = back.multipliedBy(FURTHER_BACK);
        }
    }

    private void goTo(ChunkReader.Placed first) {
        if (first != null) {
            reader.seek(first.offset());
        } else if (goesOn) {
            reader.seek(earliest);
        } else {
            throw new IngestException(IngestError.AUDIO_NOT_KEPT, "nothing of it is left");
        }
    }

    /** A live source comes in as fast as it plays, an upload evenly from its beginning to its end. */
    private Instant guess(double seconds) {
        double taken =
                Duration.between(status.getStartedAt(), status.getUpdatedAt()).toMillis();
        double millisASecond = status.getLive() ? 1_000 : taken / Math.max(1, status.getSeconds());
        return status.getUpdatedAt().plusMillis((long) ((seconds - status.getSeconds()) * millisASecond));
    }

    /** The first chunk of the attempt from here on; null where there is none yet. */
    private ChunkReader.Placed first() {
        long end = reader.end();
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!reader.hasReached(end)) {
            if (System.nanoTime() > deadline) {
                throw new TimeoutException("The records of " + status.getStreamId() + " do not come.");
            }
            ChunkReader.Placed next = reader.next(POLL);
            if (next != null && next.chunk().getAttempt() == status.getAttempt()) {
                return next;
            }
        }
        return null;
    }

    private static double startSeconds(ChunkReader.Placed placed) {
        return (double) placed.chunk().getStartSample() / placed.chunk().getSampleRate();
    }
}
