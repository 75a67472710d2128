package io.genrestream.ingest.live;

import io.genrestream.event.StreamStatus;
import io.genrestream.ingest.fault.IngestError;
import io.genrestream.ingest.fault.IngestException;
import io.genrestream.ingest.publish.ChunkPublisher;
import io.genrestream.ingest.publish.Publishing;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes a live source's audio without ever waiting for the broker: audio that it does not take in time is dropped
 * and counted, and what comes after belongs to another epoch. Each epoch is asked for behind the scenes and begun when
 * the log has it. Media time goes on by the clock from one epoch to the next. Safe for many threads.
 */
final class LivePublisher {
    private static final Logger LOG = LoggerFactory.getLogger(LivePublisher.class);

    /** How long audio waits for the epoch of a new connection, rather than being dropped. */
    private static final Duration EPOCH_PATIENCE = Duration.ofSeconds(2);

    private static final Duration EPOCH_RETRY = Duration.ofSeconds(1);
    /** Chunks that must be acknowledged, of those that may wait, before it goes on after a drop. */
    private static final int SHARE_TO_GO_ON = 2;

    /** Writes epochs to the log. */
    interface Epochs {
        /**
         * The next epoch, which the log has now.
         *
         * @throws IngestException when the log does not have it, or has taken the stream away
         */
        int next();
    }

    private enum State {
        /** No epoch: audio is dropped. */
        CLOSED,
        /** An epoch is being written to the log. */
        ASKED,
        /** The epoch is in the log, and its first samples are still to come. */
        GRANTED,
        OPEN,
        STOPPED
    }

    private final StreamStatus started;
    private final ChunkPublisher chunks;
    private final Publishing publishing;
    private final Epochs epochs;
    private final LiveTotals totals;
    private State state = State.CLOSED;
    private int granted;
    private long waitUntil;
    private long askAgain = System.nanoTime();
    private long dropped;

    /** @param started the stream's status when this owner got it */
    LivePublisher(
            StreamStatus started, ChunkPublisher chunks, Publishing publishing, Epochs epochs, LiveTotals totals) {
        this.started = started;
        this.chunks = chunks;
        this.publishing = publishing;
        this.epochs = epochs;
        this.totals = totals;
    }

    /** The audio that comes next does not go on where the last stopped. */
    synchronized void nextEpoch() {
        breakOff();
        if (state == State.CLOSED) {
            waitUntil = System.nanoTime() + EPOCH_PATIENCE.toNanos();
            ask();
        }
    }

    /** Publishes what is there of the epoch, and ends it. */
    synchronized void breakOff() {
        if (state == State.OPEN) {
            try {
                chunks.flush();
            } catch (IngestException e) {
                drop(e);
            }
            state = State.CLOSED;
        }
    }

    /** @param now what the source says is playing */
    synchronized void title(String now) {
        chunks.title(now);
    }

    /** Publishes the first {@code length} samples, or drops them. */
    synchronized void add(short[] pcm, int length) {
        awaitEpoch();
        int taken = 0;
        while (taken < length && begun()) {
            int part = Math.min(length - taken, chunks.untilFull());
            taken += part;
            try {
                chunks.add(pcm, taken - part, part);
            } catch (IngestException e) {
                drop(e);
            }
        }
        if (taken < length && state != State.STOPPED) {
            count(length - taken);
            askIfItMayGoOn();
        }
    }

    /** Publishes no more, and drops what is pending. */
    synchronized void stop() {
        breakOff();
        state = State.STOPPED;
        notifyAll();
    }

    /** What the chunks are sent by; to be used by others once it is stopped. */
    ChunkPublisher chunks() {
        return chunks;
    }

    /** Puts into a status how much has been published and dropped. */
    synchronized void writeTo(StreamStatus status) {
        status.setSeconds(Math.max(started.getSeconds(), chunks.seconds()));
        status.setChunks(started.getChunks() + chunks.chunks());
        double unsent = (double) dropped / publishing.sampleRate();
        status.setDroppedSeconds(started.getDroppedSeconds() + unsent + chunks.lostSeconds());
    }

    private boolean begun() {
        if (state == State.GRANTED) {
            chunks.nextEpoch(granted, mediaNow());
            state = State.OPEN;
        }
        return state == State.OPEN;
    }

    /** By the clock (samples). */
    private long mediaNow() {
        Duration age =
                Duration.between(started.getStartedAt(), publishing.clock().instant());
        return Math.max(0, age.toMillis()) * publishing.sampleRate() / 1_000;
    }

    private void drop(IngestException why) {
        count(chunks.drop());
        state = State.CLOSED;
        if (!why.code().equals(IngestError.INTERRUPTED.name())) {
            LOG.warn("Stream {} drops audio: {}", started.getStreamId(), why.getMessage());
        }
    }

    private void count(int samples) {
        dropped += samples;
        totals.dropped(samples);
    }

    private void awaitEpoch() {
        long left = waitUntil - System.nanoTime();
        try {
            while (state == State.ASKED && left > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, left);
                left = waitUntil - System.nanoTime();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void askIfItMayGoOn() {
        if (state == State.CLOSED
                && System.nanoTime() - askAgain >= 0
                && chunks.unacknowledged() <= publishing.inFlight().chunks() / SHARE_TO_GO_ON) {
            ask();
        }
    }

    private void ask() {
        state = State.ASKED;
        Thread.ofVirtual().name("epoch-" + started.getStreamId()).start(this::obtain);
    }

    private void obtain() {
        try {
            answered(State.GRANTED, epochs.next());
        } catch (IngestException e) {
            LOG.debug("Stream {} has no epoch yet: {}", started.getStreamId(), e.getMessage());
            answered(State.CLOSED, 0);
        } catch (Throwable e) {
            LOG.error("Stream {} has no epoch.", started.getStreamId(), e);
            answered(State.CLOSED, 0);
        }
    }

    private synchronized void answered(State next, int epoch) {
        if (state == State.ASKED) {
            state = next;
            granted = epoch;
            askAgain = System.nanoTime() + EPOCH_RETRY.toNanos();
            notifyAll();
        }
    }
}
