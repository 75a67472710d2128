package io.genrestream.inference.topology;

import io.genrestream.event.FeatureWindow;
import io.genrestream.inference.segment.Segmentation;
import io.genrestream.inference.segment.SegmentationFormat;
import io.genrestream.scoring.track.TrackScore;
import io.genrestream.streams.StateFormat;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/**
 * What is kept of a stream between two windows, beside the entries of its score. After its end only the place stays,
 * against late duplicates; of a live one that is idle its segments too, which are counted on.
 *
 * @param attempt of the last window
 * @param epoch of the last window
 * @param windowIndex of the last window
 * @param streamSample media time reached (samples)
 * @param startedAt record timestamp of the attempt's first result (ms since 1970 UTC)
 * @param writtenAt wall clock of the service (ms since 1970 UTC)
 * @param modelDigest the model that scored the windows, since sums over two models mean nothing
 * @param segmentation of a live stream
 * @param score head of the track score, empty unless the stream is open
 */
record TrackState(
        Phase phase,
        long attempt,
        int epoch,
        int windowIndex,
        long streamSample,
        long startedAt,
        long writtenAt,
        String modelDigest,
        Segmentation segmentation,
        byte[] score) {

    /** Whether a stream goes on; stored by its place here. */
    enum Phase {
        OPEN,
        /** The final result is out, or the stream was deleted. */
        ENDED,
        /** Its live source is away for long, and may come back. */
        IDLE
    }

    private static final byte[] NO_SCORE = {};

    /** Of a stream that goes on after {@code window}. */
    static TrackState open(
            TimedWindow window, long startedAt, long now, String modelDigest, Segmentation segmentation, byte[] score) {
        return new TrackState(
                Phase.OPEN,
                window.event().getAttempt(),
                window.event().getEpoch(),
                window.event().getWindowIndex(),
                window.streamSample(),
                startedAt,
                now,
                modelDigest,
                segmentation,
                score);
    }

    /** What stays of a live stream whose source is away since {@code window}. */
    static TrackState idle(TimedWindow window, long startedAt, long now, Segmentation segmentation) {
        return new TrackState(
                Phase.IDLE,
                window.event().getAttempt(),
                window.event().getEpoch(),
                window.event().getWindowIndex(),
                window.streamSample(),
                startedAt,
                now,
                "",
                segmentation,
                NO_SCORE);
    }

    /** What stays of a stream that ended with {@code window}. */
    static TrackState ended(TimedWindow window, long now) {
        return new TrackState(
                Phase.ENDED,
                window.event().getAttempt(),
                window.event().getEpoch(),
                window.event().getWindowIndex(),
                window.streamSample(),
                0,
                now,
                "",
                Segmentation.NONE,
                NO_SCORE);
    }

    boolean isOpen() {
        return phase == Phase.OPEN;
    }

    /** Whether the window is of an attempt that another one has followed. */
    boolean isAfter(FeatureWindow window) {
        return attempt > window.getAttempt();
    }

    /** Whether the attempt that the window is of has ended. */
    boolean hasEnded(FeatureWindow window) {
        return phase == Phase.ENDED && attempt == window.getAttempt();
    }

    /** Whether this window of the same attempt was counted before. */
    boolean hasSeen(FeatureWindow window) {
        if (attempt != window.getAttempt() || window.getEpoch() > epoch) {
            return false;
        }
        // A record without frames only ends the stream; it has no place of its own among the windows. From the epoch in
        // which a stream became idle nothing comes any more.
        return window.getEpoch() < epoch
                || phase == Phase.IDLE
                || window.getFrames() > 0 && window.getWindowIndex() <= windowIndex;
    }

    /** Whether the window goes on with the same attempt. */
    boolean isContinuedBy(FeatureWindow window) {
        return phase != Phase.ENDED && attempt == window.getAttempt();
    }

    /** A track's state, with the head of its score up to the end. Version 2 had no segments, and no stream was idle. */
    static final class Format extends StateFormat<TrackState> {
        private static final int WITHOUT_SEGMENTS = 2;
        private static final int VERSION = 3;

        Format() {
            super(WITHOUT_SEGMENTS, VERSION);
        }

        @Override
        protected void write(TrackState state, DataOutputStream out) throws IOException {
            out.writeByte(state.phase().ordinal());
            out.writeLong(state.attempt());
            out.writeInt(state.epoch());
            out.writeInt(state.windowIndex());
            out.writeLong(state.streamSample());
            out.writeLong(state.startedAt());
            out.writeLong(state.writtenAt());
            out.writeUTF(state.modelDigest());
            SegmentationFormat.write(state.segmentation(), out);
            out.write(state.score());
        }

        @Override
        protected TrackState read(DataInputStream in, int version) throws IOException {
            TrackState state = new TrackState(
                    // Version 2 had a boolean there.
                    TrackState.Phase.values()[in.readByte()],
                    in.readLong(),
                    in.readInt(),
                    in.readInt(),
                    in.readLong(),
                    in.readLong(),
                    in.readLong(),
                    in.readUTF(),
                    version == WITHOUT_SEGMENTS ? Segmentation.NONE : SegmentationFormat.read(in),
                    readRest(in));
            if (state.score().length > 0) {
                requireVersion(state.score()[0], TrackScore.OLDEST_VERSION, TrackScore.VERSION);
            }
            return state;
        }
    }
}
